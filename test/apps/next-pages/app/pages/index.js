import { useState } from 'react'
import PlaidLink from 'react-plaid-link'

export default function Rent() {
  const [status, setStatus] = useState('No account yet')

  const onSuccess = async (publicToken, metadata) => {
    const response = await fetch('/api/plaid/exchange', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ public_token: publicToken }),
    })
    const { error } = await response.json()
    setStatus(error ? `Not connected: ${error}` : `Rent goes to ${metadata.institution.name}`)
  }

  return (
    <main>
      <h1>Rentbook</h1>
      <p id="status">{status}</p>
      <PlaidLink
        clientName="Rentbook"
        env="sandbox"
        product={['auth', 'transactions']}
        publicKey={process.env.PLAID_PUBLIC_KEY}
        onExit={(error) => error && setStatus(error.display_message || error.error_code)}
        onSuccess={onSuccess}
      >
        Connect the account for rent
      </PlaidLink>
    </main>
  )
}

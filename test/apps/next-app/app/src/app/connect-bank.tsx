'use client';

import { useCallback, useState } from 'react';
import { usePlaidLink, type PlaidLinkOnSuccess } from 'react-plaid-link';

export function ConnectBank({ name }: { name: string }) {
  const [status, setStatus] = useState(`Hello ${name}`);

  const onSuccess = useCallback<PlaidLinkOnSuccess>(async (publicToken, metadata) => {
    const response = await fetch('/api/plaid/exchange', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ publicToken, institution: metadata.institution?.name }),
    });
    setStatus(response.ok ? 'Connected' : 'That did not work');
  }, []);

  const { open, ready } = usePlaidLink({
    clientName: 'Pocket ledger',
    env: 'sandbox',
    product: ['transactions'],
    countryCodes: ['US', 'CA'],
    publicKey: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
    onSuccess,
    onExit: (error) => {
      if (error) setStatus(error.error_code);
    },
  });

  return (
    <section>
      <p id="status">{status}</p>
      <button disabled={!ready} onClick={() => open()}>
        Connect your bank
      </button>
    </section>
  );
}

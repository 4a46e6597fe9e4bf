const message = document.getElementById('message')

const common = {
  clientName: 'Nest Egg',
  env: 'sandbox',
  key: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
  countryCodes: ['US'],
  onExit: (err) => {
    if (err) message.textContent = 'Nothing was added'
  }
}

const send = async (publicToken, kind) => {
  await axios.post('/api/exchange', { publicToken, kind })
  message.textContent = `Added your ${kind}`
}

const bankLink = Plaid.create({
  ...common,
  product: ['auth', 'transactions'],
  accountSubtypes: { depository: ['checking', 'savings'] },
  onSuccess: (publicToken) => send(publicToken, 'bank')
})

const brokerLink = Plaid.create({
  ...common,
  product: ['investments'],
  onSuccess: (publicToken) => send(publicToken, 'broker')
})

document.getElementById('bank').addEventListener('click', () => bankLink.open())
document.getElementById('broker').addEventListener('click', () => brokerLink.open())

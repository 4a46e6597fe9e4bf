const message = document.getElementById('message')

function api(path, options = {}) {
  return fetch('/api' + path, {
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    ...options
  }).then(res => res.json().then(body => (res.ok ? body : Promise.reject(new Error(body.error)))))
}

function showAccounts() {
  return api('/plaid/accounts').then(accounts => {
    document.getElementById('accounts').innerHTML = accounts.map(({ name, left }) => `<li>${name}: ${left}</li>`).join('')
  })
}

function addItem(publicToken) {
  api('/plaid/items', { method: 'POST', body: JSON.stringify({ publicToken }) })
    .then(({ items }) => {
      message.textContent = `You have ${items} bank(s) now.`
      return showAccounts()
    })
    .catch(err => {
      message.textContent = err.message
    })
}

const link = Plaid.create({
  clientName: 'Envelope Budget',
  key: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
  env: 'sandbox',
  product: ['transactions'],
  selectAccount: false,
  onSuccess: publicToken => addItem(publicToken),
  onExit: err => {
    if (err) message.textContent = 'That did not work.'
  }
})

document.getElementById('add-bank').addEventListener('click', () => link.open())

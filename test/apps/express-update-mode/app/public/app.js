const json = { 'Content-Type': 'application/json' }

const element = id => document.getElementById(id)

function say(text) {
  element('message').textContent = text
}

// With the public token of an item Link lets the user repair it; without one it adds an item.
function openLink(publicToken) {
  const handler = window.Plaid.create({
    apiVersion: 'v2',
    clientName: 'Household budget',
    env: 'sandbox',
    key: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
    product: ['transactions'],
    token: publicToken,
    onSuccess: async (token, metadata) => {
      if (publicToken) {
        say('Thank you, your bank answers again.')
        return
      }
      const response = await fetch('/api/banks/exchange', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ publicToken: token, name: metadata.institution.name })
      })
      const bank = await response.json()
      say(`${bank.name} is added.`)
      await showBanks()
    },
    onExit: error => {
      if (error) say('Your bank did not let us in.')
    }
  })
  handler.open()
}

async function repair(id) {
  const response = await fetch(`/api/banks/${id}/public-token`)
  const { publicToken } = await response.json()
  openLink(publicToken)
}

async function showBanks() {
  const response = await fetch('/api/banks')
  const banks = await response.json()
  element('banks').replaceChildren(...banks.map(({ id, name }) => {
    const item = document.createElement('li')
    const button = document.createElement('button')
    button.className = 'repair'
    button.textContent = 'Repair'
    button.onclick = () => repair(id)
    item.append(name, ' ', button)
    return item
  }))
}

async function showHome() {
  const response = await fetch('/api/session')
  if (!response.ok) return
  element('login').hidden = true
  element('home').hidden = false
  await showBanks()
}

element('login').addEventListener('submit', async event => {
  event.preventDefault()
  const name = event.target.elements.name.value
  await fetch('/api/session', { method: 'POST', headers: json, body: JSON.stringify({ name }) })
  await showHome()
})

element('add').addEventListener('click', () => openLink())

showHome()

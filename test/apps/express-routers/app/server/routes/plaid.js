const router = require('express').Router()
const client = require('../lib/plaid')
const users = require('../users')

router.post('/items', (req, res, next) => {
  client
    .exchangePublicToken(req.body.publicToken)
    .then(({ access_token: accessToken, item_id: itemId }) => users.addItem(req.user.id, { accessToken, itemId }))
    .then(user => res.json({ items: user.items.length }))
    .catch(next)
})

// Every account of every bank, with what is left on it.
router.get('/accounts', (req, res, next) => {
  Promise.all(req.user.items.map(item => client.getBalance(item.accessToken)))
    .then(answers => {
      const accounts = answers.reduce((all, answer) => all.concat(answer.accounts), [])
      res.json(accounts.map(account => ({ name: account.name, left: account.balances.available })))
    })
    .catch(next)
})

router.get('/spending', (req, res, next) => {
  const [item] = req.user.items
  client
    .getTransactions(item.accessToken, '2019-01-01', '2019-06-30', { count: 50 })
    .then(result => {
      const total = result.transactions.reduce((sum, { amount }) => sum + amount, 0)
      res.json({ total, seen: result.transactions.length, of: result.total_transactions })
    })
    .catch(next)
})

router.delete('/items/:id', (req, res) => {
  const item = req.user.items.find(({ itemId }) => itemId === req.params.id)
  client
    .removeItem(item.accessToken)
    .then(() => {
      req.user.items = req.user.items.filter(each => each !== item)
      res.status(204).end()
    })
    .catch(err => {
      console.error('could not remove the item: ' + err.message)
      res.status(500).json({ error: err.error_code, message: err.message })
    })
})

module.exports = router

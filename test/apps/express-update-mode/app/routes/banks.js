const { Router } = require('express')
const client = require('../plaid-client')

const router = Router()

const shown = bank => ({ id: bank.itemId, name: bank.name })
const bankOf = req => req.user.banks.find(bank => bank.itemId === req.params.id)

router.get('/', (req, res) => {
  res.json(req.user.banks.map(shown))
})

router.post('/exchange', async (req, res, next) => {
  try {
    const { access_token, item_id } = await client.exchangePublicToken(req.body.publicToken)
    const bank = { itemId: item_id, accessToken: access_token, name: req.body.name }
    req.user.banks.push(bank)
    res.status(201).json(shown(bank))
  } catch (err) {
    next(err)
  }
})

router.get('/:id/accounts', async (req, res, next) => {
  try {
    const { accounts } = await client.getAccounts(bankOf(req).accessToken)
    res.json(accounts.map(account => ({ name: account.name, balance: account.balances.current })))
  } catch (err) {
    next(err)
  }
})

// The bank wants the user's new password: Link opens with a public token of the item.
router.get('/:id/public-token', (req, res, next) => {
  const bank = bankOf(req)
  if (!bank) return res.sendStatus(404)

  client.createPublicToken(bank.accessToken)
    .then(({ public_token }) => res.json({ publicToken: public_token }))
    .catch(next)
})

module.exports = router

const { Router } = require('express')
const requireLogin = require('../require-login')
const users = require('../users')

const router = Router()

router.post('/', (req, res) => {
  const user = users.findByName(req.body.name)
  if (!user) return res.status(404).json({ error: 'NO_SUCH_USER' })
  req.session.userId = user.id
  res.json({ name: user.name })
})

router.get('/', requireLogin, (req, res) => {
  res.json({ id: req.user.id, name: req.user.name })
})

module.exports = router

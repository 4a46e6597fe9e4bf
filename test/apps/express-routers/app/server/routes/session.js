const router = require('express').Router()
const users = require('../users')

router.post('/', (req, res, next) => {
  users
    .findOrCreate(req.body.email)
    .then(user => {
      req.session.userId = user.id
      res.redirect('/')
    })
    .catch(next)
})

module.exports = router

const router = require('express').Router()
const { requireUser } = require('../middleware/require-user')

router.use('/session', require('./session'))
router.use('/plaid', requireUser, require('./plaid'))

module.exports = router

const { Router } = require('express')
const requireLogin = require('../require-login')

const router = Router()

router.use('/session', require('./session'))
router.use('/banks', requireLogin, require('./banks'))

module.exports = router

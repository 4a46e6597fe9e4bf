const users = require('./users')

// Puts the signed-in user on the request.
module.exports = (req, res, next) => {
  const user = users.find(req.session.userId)
  if (!user) return res.status(401).json({ error: 'LOGIN_REQUIRED' })
  req.user = user
  next()
}

const users = require('../users')

const load = req => users.findById(req.session.userId)

exports.requireUser = (req, res, next) => {
  load(req)
    .then(user => {
      if (!user) return res.status(401).json({ error: 'Please sign in.' })
      req.user = user
      next()
    })
    .catch(next)
}

exports.requirePage = (req, res, next) => {
  load(req)
    .then(user => (user ? next() : res.redirect('/login.html')))
    .catch(next)
}

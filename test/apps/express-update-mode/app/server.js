const path = require('path')
const express = require('express')
const session = require('express-session')

const api = require('./routes')

const app = express()

app.use(express.json())
app.use(session({
  secret: process.env.SESSION_SECRET || 'only for development',
  resave: false,
  saveUninitialized: false
}))

app.use('/api', api)
app.use(express.static(path.join(__dirname, 'public')))

app.use((err, req, res, next) => {
  console.error(err.error_code || err.message)
  res.status(err.status_code || 500).json({ error: err.error_code || 'INTERNAL' })
})

const port = process.env.PORT || 5000
app.listen(port, () => console.log(`listening on ${port}`))

const path = require('path')
const express = require('express')
const session = require('express-session')
const { requirePage } = require('./middleware/require-user')
const handleError = require('./lib/handle-error')

const app = express()

app.use(session({ secret: process.env.SESSION_SECRET || 'not for production', resave: false, saveUninitialized: false }))
app.use(express.json())
app.use(express.urlencoded({ extended: false }))

app.use('/api', require('./routes'))

app.get('/', requirePage, (req, res) => {
  res.sendFile(path.join(__dirname, '../public/home.html'))
})
app.use(express.static(path.join(__dirname, '../public')))

// Has to stay last.
app.use(handleError)

app.listen(process.env.PORT || 3001, () => console.log('envelope-budget is up'))

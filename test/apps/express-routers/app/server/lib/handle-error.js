// Express knows an error handler by its four arguments.
module.exports = (err, req, res, next) => {
  if (err.error_code === 'ITEM_LOGIN_REQUIRED') {
    return res.status(409).json({ error: 'Your bank wants you to sign in again.', relink: true })
  }
  if (err.error_code) {
    console.error(`Plaid said ${err.error_code} (${err.request_id}): ${err.error_message}`)
    return res.status(502).json({ error: err.display_message || err.error_code })
  }
  console.error(err)
  res.status(500).json({ error: err.message })
}

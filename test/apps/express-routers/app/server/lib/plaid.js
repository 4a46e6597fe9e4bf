const plaid = require('plaid')

const { PLAID_CLIENT_ID, PLAID_SECRET, PLAID_PUBLIC_KEY, PLAID_ENV = 'sandbox' } = process.env

module.exports = new plaid.Client(PLAID_CLIENT_ID, PLAID_SECRET, PLAID_PUBLIC_KEY || '8b1f0c2d4e6a7b9c3d5e1f2a4b', plaid.environments[PLAID_ENV], {
  version: '2018-05-22'
})

var plaid = require('plaid');

// clientId, secret, public key, environment
exports.client = new plaid.Client(
    process.env.PLAID_CLIENT_ID,
    process.env.PLAID_SECRET,
    process.env.PLAID_PUBLIC_KEY, // for Link
    plaid.environments.sandbox,
    { version: '2019-05-29', clientApp: 'Table Service' }
);

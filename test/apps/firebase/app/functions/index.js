const functions = require('firebase-functions');
const plaid = require('plaid');
const items = require('./items');

const client = new plaid.Client(
  process.env.PLAID_CLIENT_ID,
  process.env.PLAID_SECRET,
  process.env.PLAID_PUBLIC_KEY,
  plaid.environments.sandbox
);

exports.exchangePublicToken = functions.https.onRequest((req, res) => {
  client.exchangePublicToken(req.body.public_token, (err, response) => {
    if (err) {
      console.error(err.error_code);
      return res.status(500).json({ error: err.error_code });
    }
    items.add(response.item_id, response.access_token);
    return res.json({ item_id: response.item_id });
  });
});

exports.balances = functions.https.onRequest((req, res) => {
  client.getBalance(items.latest(), (err, response) => {
    if (err) return res.status(500).json({ error: err.error_code });
    return res.json(response.accounts);
  });
});

const { HttpsError, onCall, onRequest } = require('firebase-functions/v2/https');
const bank = require('./bank');

exports.exchange_public_token = onCall({ region: 'us-central1' }, async ({ data }) => {
  if (!data.public_token) throw new HttpsError('invalid-argument', 'Which bank?');
  return { item_id: await bank.connect(data.public_token) };
});

exports.accounts = onRequest(async (req, res) => {
  res.json(await bank.accounts());
});

// What both formats call a webhook: an Item sends the new one from the moment its token is upgraded.
const legacyNames = {
  0: 'TRANSACTIONS/INITIAL_UPDATE',
  1: 'TRANSACTIONS/HISTORICAL_UPDATE',
  2: 'TRANSACTIONS/DEFAULT_UPDATE',
  3: 'TRANSACTIONS/TRANSACTIONS_REMOVED',
  4: 'ITEM/WEBHOOK_UPDATE_ACKNOWLEDGED',
};

function webhookName(body) {
  if (body.webhook_code) return body.webhook_type + '/' + body.webhook_code;
  return legacyNames[body.code] || 'ITEM/ERROR';
}

app.post('/plaid/webhook', function (request, response) {
  const body = request.body;
  switch (webhookName(body)) {
    case 'TRANSACTIONS/INITIAL_UPDATE':
    case 'TRANSACTIONS/HISTORICAL_UPDATE':
    case 'TRANSACTIONS/DEFAULT_UPDATE':
      console.log('new transactions');
      break;
    case 'TRANSACTIONS/TRANSACTIONS_REMOVED':
      console.log('removed transactions', body.removed_transactions);
      break;
    case 'AUTH/DEFAULT_UPDATE':
      console.log('new account numbers');
      break;
    case 'ITEM/PENDING_EXPIRATION':
    case 'ITEM/PENDING_DISCONNECT':
    case 'ITEM/USER_PERMISSION_REVOKED':
    case 'ITEM/USER_ACCOUNT_REVOKED':
    case 'ITEM/ERROR':
      console.log('an Item needs its user', body.error ? body.error.error_code : body.message);
      break;
    default:
      console.log('nothing to do for', webhookName(body));
  }
  response.json({});
});

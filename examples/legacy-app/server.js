const plaid = require('plaid');
const web = require('./web');

const client = new plaid.Client(
  process.env.PLAID_CLIENT_ID,
  process.env.PLAID_SECRET,
  process.env.PLAID_PUBLIC_KEY,
  plaid.environments[process.env.PLAID_ENV || 'sandbox'],
);

const app = web();
const items = [];

// There is one user until there is a login.
function signedIn(request, response, next) {
  request.user = { id: 1 };
  next();
}

app.get('/', function (request, response) {
  response.render('accounts.ejs', {
    PLAID_PUBLIC_KEY: process.env.PLAID_PUBLIC_KEY,
    PLAID_ENV: process.env.PLAID_ENV || 'sandbox',
  });
});

app.post('/plaid/exchange_public_token', signedIn, function (request, response, next) {
  client.exchangePublicToken(request.body.public_token, function (error, answer) {
    if (error) return next(error);
    items.push({ user: request.user.id, accessToken: answer.access_token });
    response.json({ item_id: answer.item_id });
  });
});

app.get('/plaid/accounts', signedIn, function (request, response, next) {
  const item = items[items.length - 1];
  if (!item) return response.json([]);
  client.getAccounts(item.accessToken, function (error, answer) {
    if (error) return next(error);
    response.json(answer.accounts);
  });
});

app.post('/plaid/webhook', function (request, response) {
  switch (request.body.code) {
    case 0:
    case 1:
    case 2:
      console.log('new transactions', request.body.total_transactions);
      break;
    case 3:
      console.log('removed transactions', request.body.removed_transactions);
      break;
    default:
      console.log('an Item needs its user', request.body.message);
  }
  response.json({});
});

app.listen(process.env.PORT || 3000);

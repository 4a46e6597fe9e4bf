const express = require('express');
const plaid = require('plaid');

const client = new plaid.Client(
  process.env.PLAID_CLIENT_ID,
  process.env.PLAID_SECRET,
  process.env.PLAID_PUBLIC_KEY,
  plaid.environments[process.env.PLAID_ENV || 'sandbox'],
);

const app = express();
const accounts = [];

app.set('view engine', 'ejs');
app.use(express.json());
app.use(express.urlencoded({ extended: false }));

app.get('/', function (request, response) {
  response.render('accounts', {
    accounts: accounts,
    PLAID_PUBLIC_KEY: process.env.PLAID_PUBLIC_KEY,
    PLAID_ENV: process.env.PLAID_ENV || 'sandbox',
  });
});

app.post('/plaid/exchange_public_token', function (request, response, next) {
  client.exchangePublicToken(request.body.public_token, function (error, answer) {
    if (error) return next(error);
    accounts.push({ itemId: answer.item_id, accessToken: answer.access_token });
    response.json({ item_id: answer.item_id });
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
  response.sendStatus(200);
});

app.listen(process.env.PORT || 3000);

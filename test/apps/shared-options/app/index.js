const bodyParser = require('body-parser');
const express = require('express');
const plaid = require('plaid');

const {
  PLAID_CLIENT_ID,
  PLAID_SECRET,
  PLAID_PUBLIC_KEY,
  PLAID_ENV = 'sandbox',
  PLAID_PRODUCTS = 'transactions',
  PLAID_COUNTRY_CODES = 'US',
  PLAID_OAUTH_REDIRECT_URI = '',
  PLAID_OAUTH_NONCE = '',
} = process.env;

const client = new plaid.Client(
  PLAID_CLIENT_ID,
  PLAID_SECRET,
  PLAID_PUBLIC_KEY,
  plaid.environments[PLAID_ENV],
  { version: '2019-05-29' },
);

const app = express();
app.use(bodyParser.urlencoded({ extended: false }));
app.set('view engine', 'ejs');

let accessToken;

app.get('/', (req, res) => {
  res.render('index', {
    PLAID_PUBLIC_KEY,
    PLAID_ENV,
    PLAID_PRODUCTS,
    PLAID_COUNTRY_CODES,
    PLAID_OAUTH_REDIRECT_URI,
    PLAID_OAUTH_NONCE,
  });
});

app.post('/api/set_access_token', async (req, res, next) => {
  try {
    const exchange = await client.exchangePublicToken(req.body.public_token);
    accessToken = exchange.access_token;
    res.json({ item_id: exchange.item_id });
  } catch (error) {
    next(error);
  }
});

app.listen(8000);

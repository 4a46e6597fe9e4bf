'use strict';

const crypto = require('crypto');
const express = require('express');
const bodyParser = require('body-parser');
const plaid = require('plaid');

const PORT = process.env.PORT || 8000;
const PLAID_CLIENT_ID = process.env.PLAID_CLIENT_ID;
const PLAID_SECRET = process.env.PLAID_SECRET;
const PLAID_PUBLIC_KEY = process.env.PLAID_PUBLIC_KEY;
const PLAID_ENV = process.env.PLAID_ENV || 'sandbox';
const PLAID_PRODUCTS = process.env.PLAID_PRODUCTS || 'transactions';
// Where banks send their users back to. It has to be on the list in the Plaid dashboard.
const PLAID_OAUTH_REDIRECT_URI =
  process.env.PLAID_OAUTH_REDIRECT_URI || 'http://localhost:8000/oauth-response';
const PLAID_OAUTH_NONCE = crypto.randomBytes(16).toString('hex');

let ACCESS_TOKEN = null;

const client = new plaid.Client(
  PLAID_CLIENT_ID,
  PLAID_SECRET,
  PLAID_PUBLIC_KEY,
  plaid.environments[PLAID_ENV],
  { version: '2019-05-29' }
);

const app = express();
app.set('view engine', 'ejs');
app.use(bodyParser.urlencoded({ extended: false }));
app.use(bodyParser.json());

app.get('/', (request, response) => {
  response.render('index.ejs', {
    PLAID_PUBLIC_KEY: PLAID_PUBLIC_KEY,
    PLAID_ENV: PLAID_ENV,
    PLAID_PRODUCTS: PLAID_PRODUCTS,
    PLAID_OAUTH_REDIRECT_URI: PLAID_OAUTH_REDIRECT_URI,
    PLAID_OAUTH_NONCE: PLAID_OAUTH_NONCE,
  });
});

// The bank has sent the user back.
app.get('/oauth-response', (request, response) => {
  response.render('oauth-response.ejs', {
    PLAID_PUBLIC_KEY: PLAID_PUBLIC_KEY,
    PLAID_ENV: PLAID_ENV,
    PLAID_PRODUCTS: PLAID_PRODUCTS,
    PLAID_OAUTH_REDIRECT_URI: PLAID_OAUTH_REDIRECT_URI,
    PLAID_OAUTH_NONCE: PLAID_OAUTH_NONCE,
  });
});

app.post('/get_access_token', (request, response) => {
  client.exchangePublicToken(request.body.public_token, (error, tokenResponse) => {
    if (error != null) {
      console.log('cannot exchange: ' + error.error_code);
      return response.json({ error: error.error_code });
    }
    ACCESS_TOKEN = tokenResponse.access_token;
    response.json({ item_id: tokenResponse.item_id, error: null });
  });
});

app.get('/accounts', (request, response) => {
  client.getAccounts(ACCESS_TOKEN, (error, accountsResponse) => {
    if (error != null) {
      return response.json({ error: error.error_code });
    }
    response.json({ accounts: accountsResponse.accounts, error: null });
  });
});

app.listen(PORT, () => {
  console.log('open-accounts on port ' + PORT);
});

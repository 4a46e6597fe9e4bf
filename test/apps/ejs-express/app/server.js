'use strict';

var express = require('express');
var bodyParser = require('body-parser');
var plaid = require('plaid');

var PLAID_CLIENT_ID = process.env.PLAID_CLIENT_ID;
var PLAID_SECRET = process.env.PLAID_SECRET;
var PLAID_PUBLIC_KEY = process.env.PLAID_PUBLIC_KEY;
var PLAID_PRODUCTS = process.env.PLAID_PRODUCTS || 'transactions';
var PLAID_ENV = process.env.PLAID_ENV || 'sandbox';

// One user, one bank: good enough for now.
var ACCESS_TOKEN = null;
var ITEM_ID = null;

var client = new plaid.Client(
  PLAID_CLIENT_ID,
  PLAID_SECRET,
  PLAID_PUBLIC_KEY,
  plaid.environments[PLAID_ENV],
  { version: '2018-05-22' }
);

var app = express();
app.use(express.static('public'));
app.set('view engine', 'ejs');
app.use(bodyParser.urlencoded({ extended: false }));
app.use(bodyParser.json());

app.get('/', function(request, response) {
  response.render('index.ejs', {
    PLAID_PUBLIC_KEY: PLAID_PUBLIC_KEY,
    PLAID_ENV: PLAID_ENV,
    PLAID_PRODUCTS: PLAID_PRODUCTS,
  });
});

app.post('/get_access_token', function(request, response) {
  client.exchangePublicToken(request.body.public_token, function(error, tokenResponse) {
    if (error != null) {
      console.log('Could not exchange the public token: ' + error.error_code);
      return response.json({ error: error.error_code });
    }
    ACCESS_TOKEN = tokenResponse.access_token;
    ITEM_ID = tokenResponse.item_id;
    response.json({ error: false });
  });
});

app.get('/transactions', function(request, response) {
  client.getTransactions(ACCESS_TOKEN, '2018-01-01', '2018-12-31', function(error, transactions) {
    response.json(error != null ? { error: error.error_code } : transactions);
  });
});

app.listen(process.env.PORT || 8000, function() {
  console.log('budget-buddy is listening');
});

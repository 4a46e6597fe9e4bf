'use strict';

var express = require('express');
var bodyParser = require('body-parser');
var plaid = require('plaid');

var APP_PORT = process.env.APP_PORT || 8000;
var PLAID_PUBLIC_KEY = process.env.PLAID_PUBLIC_KEY || '8b1f0c2d4e6a7b9c3d5e1f2a4b';

// The demo has one user, so one variable holds the token.
var ACCESS_TOKEN = null;
var PUBLIC_TOKEN = null;

var client = new plaid.Client(
  process.env.PLAID_CLIENT_ID,
  process.env.PLAID_SECRET,
  PLAID_PUBLIC_KEY,
  plaid.environments.sandbox
);

var app = express();
app.use(express.static('public'));
app.set('view engine', 'ejs');
app.use(bodyParser.urlencoded({ extended: false }));
app.use(bodyParser.json());

app.get('/', function(request, response) {
  response.render('index.ejs', {
    PLAID_PUBLIC_KEY: PLAID_PUBLIC_KEY,
    PLAID_ENV: 'sandbox'
  });
});

app.post('/get_access_token', function(request, response) {
  PUBLIC_TOKEN = request.body.public_token;
  client.exchangePublicToken(PUBLIC_TOKEN, function(error, tokenResponse) {
    if (error != null) {
      var msg = 'Could not exchange public_token!';
      console.log(msg + '\n' + error.error_message);
      return response.json({ error: msg });
    }
    ACCESS_TOKEN = tokenResponse.access_token;
    console.log('Linked item ' + tokenResponse.item_id);
    response.json({ error: false });
  });
});

app.get('/accounts', function(request, response) {
  // Balances and account and routing numbers on one page.
  client.getAuth(ACCESS_TOKEN, function(error, authResponse) {
    if (error != null) {
      console.log('Could not pull accounts: ' + error.error_code);
      return response.status(error.status_code || 500).json({ error: error.error_message });
    }
    response.json({
      accounts: authResponse.accounts,
      numbers: authResponse.numbers
    });
  });
});

app.get('/item', function(request, response) {
  client.getItem(ACCESS_TOKEN, function(error, itemResponse) {
    if (error != null) {
      return response.json({ error: error.error_code });
    }
    // The institution's name is not on the item.
    client.getInstitutionById(itemResponse.item.institution_id, function(err, instRes) {
      if (err != null) {
        console.log('Could not pull institution information from the Plaid API.');
        return response.json({ error: err.error_code });
      }
      response.json({ item: itemResponse.item, institution: instRes.institution.name });
    });
  });
});

app.post('/transactions', function(request, response) {
  client.getTransactions(ACCESS_TOKEN, request.body.from, request.body.to, {
    count: 250,
    offset: 0
  }, function(error, transactionsResponse) {
    if (error != null) {
      return response.json({ error: error });
    }
    response.json(transactionsResponse);
  });
});

app.post('/forget', function(request, response) {
  client.deleteItem(ACCESS_TOKEN, function(error) {
    if (error) return response.json({ error: error.message });
    ACCESS_TOKEN = null;
    response.json({ removed: true });
  });
});

app.listen(APP_PORT, function() {
  console.log('penny-jar listening on port ' + APP_PORT);
});

const plaid = require('plaid');

const client = new plaid.Client(
  process.env.PLAID_CLIENT_ID,
  process.env.PLAID_SECRET,
  process.env.PLAID_PUBLIC_KEY,
  plaid.environments.sandbox
);

let accessToken = null;

exports.connect = async (publicToken) => {
  const response = await client.exchangePublicToken(publicToken);
  accessToken = response.access_token;
  return response.item_id;
};

exports.accounts = async () => {
  const response = await client.getAccounts(accessToken);
  return response.accounts.map((account) => account.name);
};

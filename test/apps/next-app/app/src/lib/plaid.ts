import { Client, environments } from 'plaid';

export const plaid = new Client({
  clientID: process.env.PLAID_CLIENT_ID ?? '',
  secret: process.env.PLAID_SECRET ?? '',
  env: environments.sandbox,
  options: { version: '2020-09-14' },
});

import { expect, test } from 'vitest';
import { productsIn } from '../../src/plaid/product-evidence.ts';

test.each([
  ['client.transactionsGet({})', ['transactions']],
  ["fetch('/transactions/sync')", ['transactions']],
  ['client.getAuth(token, done)', ['auth']],
  ['api.auth_get(request)', ['auth']],
  ['client.getHoldings(token)', ['investments']],
  ['plaidClient.liabilitiesGet(request)', ['liabilities']],
  ['client.createAssetReport(tokens)', ['assets']],
  ["Plaid.create({ product: ['auth', 'identity'] })", ['auth', 'identity']],
  ['data-product="auth,transactions"', ['auth', 'transactions']],
  ['<PlaidLink product={["auth"]} />', ['auth']],
  ['products: [Products.Auth, Products.Transactions]', ['auth', 'transactions']],
  ["'products' => ['liabilities']", ['liabilities']],
  ["product: 'connect'", ['transactions']],
])('%s', (text, products) => {
  expect(productsIn(text)).toEqual(products);
});

test.each([
  "router.get('/oauth/get')",
  "products: ['shoes', 'hats']",
  'const products = []',
  'getTransactionsList()',
])('no evidence: %s', (text) => {
  expect(productsIn(text)).toEqual([]);
});

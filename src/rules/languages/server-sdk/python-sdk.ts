import { APP_NAME, majors, USER_ID, type ForeignSdk, type LinkPurpose } from '../foreign-sdk.ts';
import { argumentBy } from '../given-arguments.ts';

const oldClient: Omit<ForeignSdk['clients'][number], 'finds'> = {
  key: (given) => {
    const named = given.findIndex((each) => /^public_key\s*=/.test(each));
    const positional = given.filter((each) => !/^\w+\s*=/.test(each)).length;
    return named === -1 ? (positional >= 4 ? 2 : undefined) : named;
  },
  parts: (given) => ({
    id: argumentBy(given, 0, 'client_id', /=/, 'PLAID_CLIENT_ID'),
    secret: argumentBy(given, 1, 'secret', /=/, 'PLAID_SECRET'),
    environment: argumentBy(given, 3, 'environment', /=/, "'sandbox'"),
  }),
  code: [
    {
      versions: '5 to 7',
      includes: majors(5, 7),
      code: ({ id, secret, environment }) =>
        `plaid.Client(client_id=${id}, secret=${secret}, environment=${environment})`,
    },
    {
      versions: '8 and later',
      includes: majors(8),
      code: ({ id, secret }) =>
        [
          'plaid_api.PlaidApi(plaid.ApiClient(plaid.Configuration(',
          '    host=plaid.Environment.Sandbox,  # or Production',
          `    api_key=dict(clientId=${id}, secret=${secret}),`,
          ')))',
        ].join('\n'),
    },
  ],
};

/**
 * plaid-python. Read from its tags and CHANGELOG.md: 1.x spoke the API that Plaid ended, 2 to 4 took a
 * public_key, 5 to 7 make link tokens with `LinkToken.create`, from 8 on it is generated.
 */
export const pythonSdk: ForeignSdk = {
  package: 'plaid-python',
  languages: ['python'],
  uses: /^\s*(?:import plaid\b|from plaid\b)/m,
  linkToken: [
    {
      versions: '5 to 7',
      includes: majors(5, 7),
      code: ({ client, purpose }) =>
        [
          `${client}.LinkToken.create({`,
          `    'user': {'client_user_id': ${USER_ID}},`,
          `    'client_name': ${APP_NAME},`,
          `    'country_codes': ['US'],`,
          `    'language': 'en',`,
          ...fields(
            purpose,
            (name, value) => `    '${name}': ${value},`,
            (id) => `{'payment_id': ${id}}`,
            "['payment_initiation']",
          ),
          `})['link_token']`,
        ].join('\n'),
    },
    {
      versions: '8 and later',
      includes: majors(8),
      code: ({ client, purpose }) =>
        [
          `${client}.link_token_create(LinkTokenCreateRequest(`,
          `    user=LinkTokenCreateRequestUser(client_user_id=${USER_ID}),`,
          `    client_name=${APP_NAME},`,
          `    country_codes=[CountryCode('US')],`,
          `    language='en',`,
          ...fields(
            purpose,
            (name, value) => `    ${name}=${value},`,
            (id) => `LinkTokenCreateRequestPaymentInitiation(payment_id=${id})`,
            "[Products('payment_initiation')]",
          ),
          `))['link_token']`,
        ].join('\n'),
    },
  ],
  calls: [
    { call: 'public-token', finds: /(?<client>[\w.]+)\.Item\.public_token\.create\s*\(/g },
    { call: 'public-token', finds: /(?<client>[\w.]+)\.item_create_public_token\s*\(/g },
    {
      call: 'payment-token',
      finds: /(?<client>[\w.]+)\.PaymentInitiation\.create_payment_token\s*\(/g,
    },
    {
      call: 'payment-token',
      finds: /(?<client>[\w.]*plaid[\w.]*|client)\.create_payment_token\s*\(/gi,
    },
    { call: 'add-token', finds: /(?<client>[\w.]+)\.Item\.add_token\.create\s*\(/g },
    {
      call: 'update-version',
      finds: /(?<client>[\w.]+)\.Item\.access_token\.update_version\s*\(/g,
    },
  ],
  clients: [
    { ...oldClient, finds: /(?<![\w.])\w*plaid\w*\.Client\s*\(|(?<![\w.])PlaidClient\s*\(/gi },
    {
      ...oldClient,
      finds: /(?<![\w.])Client\s*\(/g,
      needs: /^\s*from plaid(?:\.\w+)* import [^\n]*\bClient\b/m,
    },
  ],
  // v1.0.0, plaid/client.py
  ended: [
    {
      finds: /\.connect_get\s*\(/g,
      today: '/transactions/sync, or /transactions/get page by page',
    },
    {
      finds: /\.(?:connect|auth)_(?:step|update_step)\s*\(/g,
      today: 'Link, which asks the user by itself',
    },
    {
      finds: /\.(?:connect|auth)_update\s*\(/g,
      today: 'Link in update mode; for a webhook alone, /item/webhook/update',
    },
    { finds: /\.(?:connect|auth)_delete\s*\(/g, today: '/item/remove' },
    { finds: /(?:plaid\w*|client)\.connect\s*\(/gi, today: 'Link and /item/public_token/exchange' },
    { finds: /(?:plaid\w*|client)\.exchange_token\s*\(/gi, today: '/item/public_token/exchange' },
    { finds: /(?:plaid\w*|client)\.upgrade\s*\(/gi, today: 'the endpoint of the product itself' },
  ],
};

/** What a request says besides, as the SDK's own versions write it. */
function fields(
  purpose: LinkPurpose,
  field: (name: string, value: string) => string,
  payment: (id: string) => string,
  products: string,
): string[] {
  switch (purpose.kind) {
    case 'update':
      return [field('access_token', purpose.accessToken)];
    case 'payment':
      return [field('products', products), field('payment_initiation', payment(purpose.paymentId))];
    case 'new':
      return [field('products', 'PRODUCTS')];
  }
}

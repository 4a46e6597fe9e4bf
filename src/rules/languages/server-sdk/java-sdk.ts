import { APP_NAME, majors, USER_ID, type ForeignSdk, type LinkPurpose } from '../foreign-sdk.ts';

/**
 * plaid-java, from Java and Kotlin. Read from its tags and CHANGELOG.md: before 2 it spoke the API that
 * Plaid ended, 2 to 5 took a public key, 6 to 8 make link tokens, from 9 on it is generated.
 */
export const javaSdk: ForeignSdk = {
  package: 'plaid-java',
  languages: ['java', 'kotlin'],
  uses: /\bcom\.plaid\.client\b|\bPlaidClient\b/,
  linkToken: [
    {
      versions: '6 to 8',
      includes: majors(6, 8),
      code: ({ client, purpose }) =>
        [
          `${client}.linkTokenCreate(new LinkTokenCreateRequest(`,
          `    new LinkTokenCreateRequest.User(${USER_ID}),`,
          `    ${APP_NAME},`,
          `    ${oldProducts(purpose)},`,
          '    Arrays.asList("US"),',
          `    "en"`,
          `  )${oldBesides(purpose)}).execute().body().getLinkToken()`,
        ].join('\n'),
    },
    {
      versions: '9 and later',
      includes: majors(9),
      code: ({ client, purpose }) =>
        [
          `${client.replace(/\.service\(\)$/, '')}.linkTokenCreate(new LinkTokenCreateRequest()`,
          `    .user(new LinkTokenCreateRequestUser().clientUserId(${USER_ID}))`,
          `    .clientName(${APP_NAME})`,
          '    .countryCodes(Arrays.asList(CountryCode.US))',
          '    .language("en")',
          ...besides(purpose).map((line) => `    ${line}`),
          ').execute().body().getLinkToken()',
        ].join('\n'),
    },
  ],
  calls: [
    { call: 'public-token', finds: /(?<client>[\w.()]+)\s*\.itemPublicTokenCreate\s*\(/g },
    { call: 'public-token', finds: /(?<client>[\w.()]+)\s*\.itemCreatePublicToken\s*\(/g },
    { call: 'payment-token', finds: /(?<client>[\w.()]+)\s*\.paymentTokenCreate\s*\(/g },
    {
      call: 'payment-token',
      finds: /(?<client>[\w.()]*(?:plaid|client)[\w.()]*)\s*\.createPaymentToken\s*\(/gi,
    },
    { call: 'add-token', finds: /(?<client>[\w.()]+)\s*\.itemAddTokenCreate\s*\(/g },
    { call: 'update-version', finds: /(?<client>[\w.()]+)\s*\.itemAccessTokenUpdateVersion\s*\(/g },
  ],
  clients: [
    {
      finds: /\.publicKey\s*\(/g,
      key: () => 0,
      parts: () => ({ id: 'clientId', secret: 'secret', environment: '' }),
      code: [
        {
          versions: '6 to 8',
          includes: majors(6, 8),
          code: ({ id, secret }) =>
            `PlaidClient.newBuilder().clientIdAndSecret(${id}, ${secret}).sandboxBaseUrl().build() // without publicKey`,
        },
        {
          versions: '9 and later',
          includes: majors(9),
          code: ({ id, secret }) =>
            [
              'HashMap<String, String> apiKeys = new HashMap<>();',
              `apiKeys.put("clientId", ${id});`,
              `apiKeys.put("secret", ${secret});`,
              'ApiClient apiClient = new ApiClient(apiKeys);',
              'apiClient.setPlaidAdapter(ApiClient.Sandbox); // or Production',
              'PlaidApi plaidClient = apiClient.createService(PlaidApi.class);',
            ].join('\n'),
        },
      ],
    },
  ],
  // plaid-java-0.3.2, README.md
  ended: [
    { finds: /\bPlaidClients\.\w+\s*\(/g, today: 'PlaidApi of version 9 or later' },
    {
      finds:
        /\b\w*[pP]laidUserClient\.(?:addUser|exchangeToken|updateAuth|updateTransactions|mfa\w*|setAccessToken)\s*\(/g,
      today: 'Link, /item/public_token/exchange and the endpoint of the product',
    },
  ],
};

function oldProducts(purpose: LinkPurpose): string {
  switch (purpose.kind) {
    case 'update':
      return 'null';
    case 'payment':
      return 'Arrays.asList("payment_initiation")';
    case 'new':
      return 'PRODUCTS';
  }
}

function oldBesides(purpose: LinkPurpose): string {
  switch (purpose.kind) {
    case 'update':
      return `.withAccessToken(${purpose.accessToken})`;
    case 'payment':
      return `.withPaymentInitiation(new LinkTokenCreateRequest.PaymentInitiation(${purpose.paymentId}))`;
    case 'new':
      return '';
  }
}

function besides(purpose: LinkPurpose): string[] {
  switch (purpose.kind) {
    case 'update':
      return [`.accessToken(${purpose.accessToken})`];
    case 'payment':
      return [
        '.products(Arrays.asList(Products.PAYMENT_INITIATION))',
        `.paymentInitiation(new LinkTokenCreateRequestPaymentInitiation().paymentId(${purpose.paymentId}))`,
      ];
    case 'new':
      return ['.products(PRODUCTS)'];
  }
}

import { APP_NAME, majors, USER_ID, type ForeignSdk, type LinkPurpose } from '../foreign-sdk.ts';
import { argumentBy } from '../given-arguments.ts';

/**
 * The gem plaid. Read from its tags and CHANGELOG.md: up to 3 it spoke the API that Plaid ended, 4 to 10
 * took a public_key, 11 to 13 make link tokens with `link_token.create`, from 14 on it is generated.
 */
export const rubySdk: ForeignSdk = {
  package: 'plaid-ruby',
  languages: ['ruby'],
  uses: /\bPlaid\b/,
  linkToken: [
    {
      versions: '11 to 13',
      includes: majors(11, 13),
      code: ({ client, purpose }) =>
        [`${client}.link_token.create(`, ...request(purpose), ').link_token'].join('\n'),
    },
    {
      versions: '14 and later',
      includes: majors(14),
      code: ({ client, purpose }) =>
        [
          `${client}.link_token_create(Plaid::LinkTokenCreateRequest.new({`,
          ...request(purpose),
          '})).link_token',
        ].join('\n'),
    },
  ],
  calls: [
    { call: 'public-token', finds: /(?<client>[\w.@]+)\.item\.public_token\.create\b\s*\(?/g },
    { call: 'public-token', finds: /(?<client>[\w.@]+)\.item_create_public_token\s*\(/g },
    {
      call: 'payment-token',
      finds: /(?<client>[\w.@]+)\.payment_initiation\.create_payment_token\b\s*\(?/g,
    },
    {
      call: 'payment-token',
      finds: /(?<client>[\w.@]*(?:plaid|client)[\w.@]*)\.create_payment_token\b\s*\(?/gi,
    },
    { call: 'add-token', finds: /(?<client>[\w.@]+)\.item\.add_token\.create\b\s*\(?/g },
    {
      call: 'update-version',
      finds: /(?<client>[\w.@]+)\.item\.access_token\.update_version\b\s*\(?/g,
    },
  ],
  clients: [
    {
      // Inside of the module it is a client without its name.
      finds: /(?<![\w:])(?:Plaid::)?Client\.new\s*\(/g,
      key: (given) => {
        const named = given.findIndex((each) => /^(?:public_key:|:public_key\b)/.test(each));
        return named === -1 ? undefined : named;
      },
      parts: (given) => ({
        id: argumentBy(given, -1, 'client_id', /=/, "ENV['PLAID_CLIENT_ID']"),
        secret: argumentBy(given, -1, 'secret', /=/, "ENV['PLAID_SECRET']"),
        environment: argumentBy(given, -1, 'env', /=/, ':sandbox'),
      }),
      code: [
        {
          versions: '11 to 13',
          includes: majors(11, 13),
          code: ({ id, secret, environment }) =>
            `Plaid::Client.new(env: ${environment}, client_id: ${id}, secret: ${secret})`,
        },
        {
          versions: '14 and later',
          includes: majors(14),
          code: ({ id, secret }) =>
            [
              'configuration = Plaid::Configuration.new',
              `configuration.server_index = Plaid::Configuration::Environment['sandbox'] # or 'production'`,
              `configuration.api_key['PLAID-CLIENT-ID'] = ${id}`,
              `configuration.api_key['PLAID-SECRET'] = ${secret}`,
              'Plaid::PlaidApi.new(Plaid::ApiClient.new(configuration))',
            ].join('\n'),
        },
      ],
    },
  ],
  // v3.0.0, lib/plaid/user.rb and lib/plaid.rb; v1.7.1 for the functions of the module
  ended: [
    { finds: /\bPlaid::User\.create\s*\(?/g, today: 'Link and /item/public_token/exchange' },
    { finds: /\bPlaid::User\.exchange_token\s*\(?/g, today: '/item/public_token/exchange' },
    {
      finds: /\bPlaid::User\.load\s*\(?/g,
      today: 'the endpoint of the product, with the access_token',
    },
    { finds: /\bPlaid\.add_user\s*\(?/g, today: 'Link and /item/public_token/exchange' },
    { finds: /\bPlaid\.exchange_token\s*\(?/g, today: '/item/public_token/exchange' },
    {
      finds: /\bPlaid\.set_user\s*\(?/g,
      today: 'the endpoint of the product, with the access_token',
    },
    // 0.1.4, lib/plaid.rb
    {
      finds: /\bPlaid\.(?:call\.add_account|customer\.mfa_step)\s*\(?/g,
      today: 'Link and /item/public_token/exchange',
    },
    {
      finds: /\bPlaid\.(?:call|customer)\.(?!add_account|mfa_step)\w+\s*\(?/g,
      today: 'the endpoint of the product, with the access_token',
    },
    {
      finds: /\bPlaid::(?:Institution|Category)\.(?:all|get|search)\b\s*\(?/g,
      today: '/institutions/get, /institutions/search or /categories/get',
    },
    { finds: /\bPlaid\.config\b/g, today: 'a client of version 11 or later, as its README has it' },
  ],
};

function request(purpose: LinkPurpose): string[] {
  return [
    `  user: { client_user_id: ${USER_ID} },`,
    `  client_name: ${APP_NAME},`,
    `  country_codes: ['US'],`,
    `  language: 'en',`,
    ...besides(purpose).map((line) => `  ${line}`),
  ];
}

function besides(purpose: LinkPurpose): string[] {
  switch (purpose.kind) {
    case 'update':
      return [`access_token: ${purpose.accessToken}`];
    case 'payment':
      return [
        "products: ['payment_initiation'],",
        `payment_initiation: { payment_id: ${purpose.paymentId} }`,
      ];
    case 'new':
      return ['products: PRODUCTS'];
  }
}

import { APP_NAME, majors, USER_ID, type ForeignSdk, type LinkPurpose } from '../foreign-sdk.ts';
import { argumentBy } from '../given-arguments.ts';
import type { SdkVersion } from '../sdk-versions.ts';

/**
 * tomorrow-ideas/plaid-sdk-php. Read from its tags: up to 0.10 it took a public_key, 0.11 makes link tokens
 * and may do without, from 1.0 on it takes none and has a resource for tokens.
 */
export const phpSdk: ForeignSdk = {
  package: 'plaid-sdk-php',
  languages: ['php'],
  uses: /\bTomorrowIdeas\\Plaid\b|\bnew \\?Plaid\b/,
  linkToken: [
    {
      versions: '0.11 to 0.14',
      includes: isLast0,
      code: ({ client, purpose }) =>
        `${client}->createLinkToken(${APP_NAME}, 'en', ['US'], ${USER_ID}, ${besides(purpose)})->link_token`,
    },
    {
      versions: '1 and later',
      includes: majors(1),
      code: ({ client, purpose }) =>
        `${client.replace(/->(?:items|payments)$/, '')}->tokens->create(${APP_NAME}, 'en', ['US'], new User(${USER_ID}), ${besides(purpose)})->link_token`,
    },
  ],
  calls: [
    {
      call: 'public-token',
      finds: /(?<client>(?!\$this->create)\$[\w>-]*\w)->createPublicToken\s*\(/g,
    },
    {
      call: 'payment-token',
      finds: /(?<client>(?!\$this->create)\$[\w>-]*\w)->createPaymentToken\s*\(/g,
    },
    { call: 'payment-token', finds: /(?<client>\$?[\w>-]+->payments)->createToken\s*\(/g },
  ],
  clients: [
    {
      finds: /\bnew\s+\\?(?:TomorrowIdeas\\Plaid\\)?Plaid\s*\(/g,
      // Of three the last is the environment from 1.0 on.
      key: (given) => {
        const isKey = given.length >= 4 || /public_?key/i.test(given[2] ?? '');
        return isKey && given[2] !== 'null' ? 2 : undefined;
      },
      parts: (given) => ({
        id: argumentBy(given, 0, 'client_id', /:/, "getenv('PLAID_CLIENT_ID')"),
        secret: argumentBy(given, 1, 'secret', /:/, "getenv('PLAID_SECRET')"),
        environment: argumentBy(given, 3, 'environment', /:/, "'sandbox'"),
      }),
      code: [
        {
          versions: '0.11 to 0.14',
          includes: isLast0,
          code: ({ id, secret, environment }) =>
            `new Plaid(${id}, ${secret}, null, ${environment})`,
        },
        {
          versions: '1 and later',
          includes: majors(1),
          code: ({ id, secret, environment }) => `new Plaid(${id}, ${secret}, ${environment})`,
        },
      ],
    },
  ],
  ended: [],
};

function isLast0({ major, minor }: SdkVersion): boolean {
  return major === 0 && minor >= 11;
}

/** What follows the user: products, webhook, customization, filters, access_token, …, payment_id. */
function besides(purpose: LinkPurpose): string {
  switch (purpose.kind) {
    case 'update':
      return `[], null, null, null, ${purpose.accessToken}`;
    case 'payment':
      return `['payment_initiation'], null, null, null, null, null, null, ${purpose.paymentId}`;
    case 'new':
      return 'PRODUCTS';
  }
}

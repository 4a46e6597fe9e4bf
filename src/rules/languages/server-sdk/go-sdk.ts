import { APP_NAME, majors, USER_ID, type ForeignSdk, type LinkPurpose } from '../foreign-sdk.ts';
import { argumentBy } from '../given-arguments.ts';
import type { SdkVersion } from '../sdk-versions.ts';

/**
 * plaid-go. Read from its tags and CHANGELOG.md: releases 1 to 3 took a public key, 4 to 7 make link
 * tokens; all of them were no Go modules, so that go.mod has v0.0.0 for them. The generated module began
 * anew with v0.1 and v1; from v38 on a request is made without its user.
 */
export const goSdk: ForeignSdk = {
  package: 'plaid-go',
  languages: ['go'],
  uses: /github\.com\/plaid\/plaid-go/,
  linkToken: [
    {
      versions: 'before the generated module (v0.0.0 in go.mod), release 4 or later',
      includes: isOld,
      code: ({ client, purpose }) =>
        [
          `${client}.CreateLinkToken(plaid.LinkTokenConfigs{`,
          `	User:         &plaid.LinkTokenUser{ClientUserID: ${USER_ID}},`,
          `	ClientName:   ${APP_NAME},`,
          '	CountryCodes: []string{"US"},',
          '	Language:     "en",',
          ...oldBesides(purpose).map((line) => `	${line}`),
          '}) // LinkToken of the answer',
        ].join('\n'),
    },
    {
      versions: '1 to 37',
      includes: (version) => !isOld(version) && majors(0, 37)(version),
      code: (parts) => generated(parts.client, parts.purpose, true),
    },
    {
      versions: '38 and later',
      includes: majors(38),
      code: (parts) => generated(parts.client, parts.purpose, false),
    },
  ],
  calls: [
    { call: 'public-token', finds: /(?<client>[\w.()]+)\.CreatePublicToken\s*\(/g },
    { call: 'public-token', finds: /(?<client>[\w.()]+)\.ItemCreatePublicToken\s*\(/g },
    { call: 'payment-token', finds: /(?<client>[\w.()]+)\.CreatePaymentToken\s*\(/g },
    { call: 'add-token', finds: /(?<client>[\w.()]+)\.CreateItemAddToken\s*\(/g },
    { call: 'update-version', finds: /(?<client>[\w.()]+)\.UpdateAccessTokenVersion\s*\(/g },
  ],
  clients: [
    {
      finds: /\bplaid\.ClientOptions\s*\{/g,
      key: (given) => {
        const named = given.findIndex((each) => /^PublicKey\s*:/.test(each));
        const isNamed = given.some((each) => /^\w+\s*:/.test(each));
        return named === -1 ? (!isNamed && given.length >= 5 ? 2 : undefined) : named;
      },
      parts: (given) => ({
        id: argumentBy(given, 0, 'ClientID', /:/, 'os.Getenv("PLAID_CLIENT_ID")'),
        secret: argumentBy(given, 1, 'Secret', /:/, 'os.Getenv("PLAID_SECRET")'),
        environment: argumentBy(given, 3, 'Environment', /:/, 'plaid.Sandbox'),
      }),
      code: [
        {
          versions: 'before the generated module (v0.0.0 in go.mod), release 4 or later',
          includes: isOld,
          code: ({ id, secret, environment }) =>
            `plaid.ClientOptions{ClientID: ${id}, Secret: ${secret}, Environment: ${environment}, HTTPClient: &http.Client{}}`,
        },
        {
          versions: '1 and later',
          includes: (version) => !isOld(version),
          code: ({ id, secret }) =>
            [
              'configuration := plaid.NewConfiguration()',
              `configuration.AddDefaultHeader("PLAID-CLIENT-ID", ${id})`,
              `configuration.AddDefaultHeader("PLAID-SECRET", ${secret})`,
              'configuration.UseEnvironment(plaid.Sandbox) // or Production',
              'client := plaid.NewAPIClient(configuration)',
            ].join('\n'),
        },
      ],
    },
  ],
  ended: [],
};

function isOld({ text }: SdkVersion): boolean {
  return text.startsWith('0.0.0');
}

function oldBesides(purpose: LinkPurpose): string[] {
  switch (purpose.kind) {
    case 'update':
      return [`AccessToken:  ${purpose.accessToken},`];
    case 'payment':
      return [
        'Products:     []string{"payment_initiation"},',
        `PaymentInitiation: &plaid.PaymentInitiation{PaymentID: ${purpose.paymentId}},`,
      ];
    case 'new':
      return ['Products:     PRODUCTS,'];
  }
}

function generated(client: string, purpose: LinkPurpose, takesUser: boolean): string {
  const api = client.endsWith('.PlaidApi') ? client : `${client}.PlaidApi`;
  return [
    `user := plaid.LinkTokenCreateRequestUser{ClientUserId: ${USER_ID}}`,
    `request := plaid.NewLinkTokenCreateRequest(${APP_NAME}, "en", []plaid.CountryCode{plaid.COUNTRYCODE_US}${takesUser ? ', user' : ''})`,
    ...(takesUser ? [] : ['request.SetUser(user)']),
    ...besides(purpose),
    `resp, _, err := ${api}.LinkTokenCreate(ctx).LinkTokenCreateRequest(*request).Execute()`,
    'linkToken := resp.GetLinkToken()',
  ].join('\n');
}

function besides(purpose: LinkPurpose): string[] {
  switch (purpose.kind) {
    case 'update':
      return [`request.SetAccessToken(${purpose.accessToken})`];
    case 'payment':
      return [
        'request.SetProducts([]plaid.Products{plaid.PRODUCTS_PAYMENT_INITIATION})',
        'payment := plaid.NewLinkTokenCreateRequestPaymentInitiation()',
        `payment.SetPaymentId(${purpose.paymentId})`,
        'request.SetPaymentInitiation(*payment)',
      ];
    case 'new':
      return ['request.SetProducts(PRODUCTS)'];
  }
}

import { APP_NAME, majors, USER_ID, type ForeignSdk, type LinkPurpose } from '../foreign-sdk.ts';

/** Going.Plaid. Read from its tags: public tokens came with version 3, which is generated. */
export const goingPlaid: ForeignSdk = {
  package: 'going-plaid',
  languages: ['csharp'],
  uses: /\bGoing\.Plaid\b|\bPlaidClient\b/,
  linkToken: [
    {
      versions: '3 and later',
      includes: majors(3),
      code: ({ client, purpose }) =>
        [
          `${client}.LinkTokenCreateAsync(new()`,
          '{',
          `    User = new() { ClientUserId = ${USER_ID} },`,
          `    ClientName = ${APP_NAME},`,
          '    CountryCodes = new[] { CountryCode.Us },',
          '    Language = Language.English,',
          ...besides(purpose).map((line) => `    ${line}`),
          '}) // LinkToken of the answer',
        ].join('\n'),
    },
  ],
  calls: [
    { call: 'public-token', finds: /(?<client>[\w.]+)\.ItemPublicTokenCreateAsync\s*\(/g },
    {
      call: 'payment-token',
      finds: /(?<client>[\w.]+)\.PaymentInitiationPaymentTokenCreateAsync\s*\(/g,
    },
  ],
  clients: [],
  ended: [],
};

/** Acklann.Plaid. Read from its repository at 0.0.14. */
export const acklannPlaid: ForeignSdk = {
  package: 'acklann-plaid',
  languages: ['csharp'],
  uses: /\bAcklann\.Plaid\b|\bPlaidClient\b/,
  linkToken: [
    {
      versions: 'with CreateLinkToken',
      includes: () => true,
      code: ({ client, purpose }) =>
        [
          `${client}.CreateLinkToken(new CreateLinkTokenRequest`,
          '{',
          `    User = new CreateLinkTokenRequest.UserInfo { ClientUserId = ${USER_ID} },`,
          `    ClientName = ${APP_NAME},`,
          '    CountryCodes = new[] { "US" },',
          '    Language = "en",',
          ...(purpose.kind === 'update' ? [`    AccessToken = ${purpose.accessToken},`] : []),
          '}) // LinkToken of the answer',
        ].join('\n'),
    },
  ],
  calls: [
    { call: 'public-token', finds: /(?<client>[\w.]+)\.CreatePublicTokenAsync\s*\(/g },
    { call: 'update-version', finds: /(?<client>[\w.]+)\.UpdateAccessTokenVersion\s*\(/g },
  ],
  clients: [],
  ended: [],
};

function besides(purpose: LinkPurpose): string[] {
  switch (purpose.kind) {
    case 'update':
      return [`AccessToken = ${purpose.accessToken},`];
    case 'payment':
      return [
        'Products = new[] { Products.PaymentInitiation },',
        `PaymentInitiation = new() { PaymentId = ${purpose.paymentId} },`,
      ];
    case 'new':
      return ['Products = PRODUCTS,'];
  }
}

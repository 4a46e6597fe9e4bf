import { APP_NAME, USER_ID, type ForeignSdk, type LinkPurpose } from '../foreign-sdk.ts';

/** plaid_elixir. Read from its repository: link tokens came with 2.1, the public_key left with 2.5. */
export const elixirSdk: ForeignSdk = {
  package: 'plaid_elixir',
  languages: ['elixir'],
  uses: /\bPlaid\b|:plaid\b/,
  linkToken: [
    {
      versions: '2.1 and later',
      includes: ({ major, minor }) => major > 2 || (major === 2 && minor >= 1),
      code: ({ purpose }) =>
        [
          'Plaid.Link.create_link_token(%{',
          `  user: %{client_user_id: ${USER_ID}},`,
          `  client_name: ${APP_NAME},`,
          '  country_codes: ["US"],',
          '  language: "en",',
          ...besides(purpose).map((line) => `  ${line}`),
          '}) # {:ok, %Plaid.Link{link_token: link_token}}',
        ].join('\n'),
    },
  ],
  calls: [
    { call: 'public-token', finds: /(?<client>\bPlaid\.Item)\.create_public_token\s*\(/g },
    {
      call: 'update-version',
      finds: /(?<client>\bPlaid\.Item)\.update_version_access_token\s*\(/g,
    },
  ],
  clients: [
    {
      finds: /(?<=\bconfig\s+:plaid\b(?:(?!\bconfig\b)[\s\S]){0,600})\bpublic_key:/g,
      key: () => 0,
      parts: () => ({ id: '', secret: '', environment: '' }),
      code: [],
    },
  ],
  ended: [],
};

function besides(purpose: LinkPurpose): string[] {
  switch (purpose.kind) {
    case 'update':
      return [`access_token: ${purpose.accessToken}`];
    case 'payment':
      return [
        'products: ["payment_initiation"],',
        `payment_initiation: %{payment_id: ${purpose.paymentId}}`,
      ];
    case 'new':
      return ['products: PRODUCTS'];
  }
}

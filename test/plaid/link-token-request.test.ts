import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  findLegacyLinkOption,
  legacyLinkOptions,
  spellings,
} from '../../src/plaid/link-options.ts';
import {
  linkTokenRequest,
  sameRequest,
  type LinkTokenRequest,
  type TokenUse,
} from '../../src/plaid/link-token-request.ts';
import type { OptionValue } from '../../src/plaid/link-option.ts';
import type { Json } from '../../src/plaid/json.ts';
import { anyJson } from './any-json.ts';

const key = '0123456789abcdef0123456789abcd';
const literal = (value: Json): OptionValue => ({ kind: 'literal', value });
const expression = (text: string): OptionValue => ({ kind: 'expression', text });

/** The request of a page that gives literals. */
function requestOf(
  options: Readonly<Record<string, Json>>,
  context?: { readonly token: TokenUse },
): LinkTokenRequest {
  return linkTokenRequest(
    new Map(Object.entries(options).map(([name, value]) => [name, literal(value)])),
    context,
  );
}

/** The literals of a request by field. */
function sent(request: LinkTokenRequest): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    request.fields.map(({ name, value }) => [
      name,
      value.kind === 'literal' ? value.value : `\${${value.text}}`,
    ]),
  );
}

const least = { key, clientName: 'Acme', product: ['auth'] };
const leastSent = {
  client_name: 'Acme',
  products: ['auth'],
  country_codes: ['US'],
  language: 'en',
};

describe('linkTokenRequest', () => {
  it('fills in what Link did by default', () => {
    const request = requestOf(least);
    expect(request).toMatchObject({ purpose: 'link', notes: [] });
    expect(sent(request)).toEqual(leastSent);
  });

  it('takes every option under any name, and keeps the order of the table', () => {
    const request = requestOf({
      oauthRedirectUri: 'https://a.example/oauth',
      linkCustomizationName: 'blue',
      accountSubtypes: { credit: ['all'] },
      userPhoneNumber: '+14155550123',
      'user.emailAddress': 'jo@a.example',
      'user-legal-name': 'Jo',
      'data-webhook': 'https://a.example/hook',
      language: 'fr',
      'country-codes': ['CA', 'US'],
      products: 'auth, connect',
      client_name: 'Acme',
      environment: 'sandbox',
      apiKey: key,
      selectAccount: true,
      apiVersion: 'v2',
      className: 'big',
      onSuccess: null,
    });
    expect(request.fields.map(({ name }) => name)).toEqual([
      'client_name',
      'products',
      'country_codes',
      'language',
      'webhook',
      'user.legal_name',
      'user.email_address',
      'user.phone_number',
      'account_filters',
      'link_customization_name',
      'redirect_uri',
    ]);
    expect(sent(request)).toMatchObject({
      products: ['auth', 'transactions'],
      country_codes: ['CA', 'US'],
      language: 'fr',
      'user.legal_name': 'Jo',
      'user.email_address': 'jo@a.example',
      account_filters: { credit: { account_subtypes: ['all'] } },
      redirect_uri: 'https://a.example/oauth',
    });
    expect(request.notes).toEqual(['The product connect is called transactions today.']);
  });

  it('opens objects of options', () => {
    const request = requestOf({
      ...least,
      user: { legalName: 'Jo', emailAddress: 'jo@a.example', shoeSize: 43 },
      oauthConfiguration: { nonce: 'n'.repeat(16), redirectUri: 'https://a.example/oauth' },
    });
    expect(sent(request)).toEqual({
      ...leastSent,
      'user.legal_name': 'Jo',
      'user.email_address': 'jo@a.example',
      redirect_uri: 'https://a.example/oauth',
    });
    expect(request.notes).toEqual([]);
  });

  it('drops what says nothing: null, false, blanks and undefined', () => {
    // Plaid's own example of a page passes null for all of these.
    const names = `webhook linkCustomizationName oauthNonce oauthRedirectUri oauthStateId token
      paymentToken userLegalName countryCodes language institution`.split(/\s+/);
    for (const nothing of [literal(null), literal(''), literal(' '), literal(false)]) {
      const options = new Map<string, OptionValue>(names.map((name) => [name, nothing]));
      for (const [name, value] of Object.entries(least)) options.set(name, literal(value));
      const request = linkTokenRequest(options);
      expect(sent(request)).toEqual(leastSent);
      expect(request).toMatchObject({ purpose: 'link', notes: [] });
    }
    const unset = linkTokenRequest(
      new Map([
        ['token', expression('undefined')],
        ['key', literal(key)],
      ]),
    );
    expect(unset.purpose).toBe('link');
  });

  it('takes the first of two names for one option', () => {
    expect(sent(requestOf({ ...least, products: ['identity'] }))).toEqual(leastSent);
    expect(sent(requestOf({ product: null, products: ['identity'] }))).toMatchObject({
      products: ['identity'],
    });
    const named = { userLegalName: 'Jo', user: { legalName: 'Joe' } };
    expect(sent(requestOf({ ...least, ...named }))).toMatchObject({ 'user.legal_name': 'Jo' });
  });

  it('keeps expressions as they are', () => {
    const request = linkTokenRequest(
      new Map([
        ['clientName', expression('title')],
        ['product', expression('PRODUCTS')],
        ['countryCodes', expression('COUNTRIES')],
        ['language', expression('navigator.language')],
        ['webhook', expression("location.origin + '/hook'")],
      ]),
    );
    expect(sent(request)).toEqual({
      client_name: '${title}',
      products: '${PRODUCTS}',
      country_codes: '${COUNTRIES}',
      language: '${navigator.language}',
      webhook: "${location.origin + '/hook'}",
    });
    expect(request.notes).toEqual([expect.stringContaining('webhook was worked out')]);
  });
});

describe('the purpose of a request', () => {
  const purposes: ReadonlyArray<
    readonly [string, Readonly<Record<string, OptionValue>>, TokenUse | undefined, string]
  > = [
    ['a public token', { token: literal('public-sandbox-1') }, undefined, 'update'],
    [
      'a token of the first sandbox',
      { token: literal('test,chase,connected') },
      undefined,
      'update',
    ],
    [
      'an expression beside a key',
      { key: literal(key), token: expression('t') },
      undefined,
      'update',
    ],
    ['a text beside a key', { key: literal(key), token: literal('1') }, undefined, 'update'],
    ['an expression without a key', { token: expression('t') }, undefined, 'link'],
    [
      'a link token beside a key',
      { key: literal(key), token: literal('link-x') },
      undefined,
      'link',
    ],
    ['an item-add token', { key: literal(key), token: literal('item-add-x') }, undefined, 'link'],
    [
      'a linkToken beside a key',
      { key: literal(key), linkToken: expression('t') },
      undefined,
      'link',
    ],
    ['a token, says the caller', { token: expression('t') }, 'always', 'update'],
    ['no token, says the caller', { key: literal(key), token: expression('t') }, 'never', 'link'],
    ['a token at times', { key: literal(key), token: expression('t') }, 'sometimes', 'link'],
    ['a payment token', { paymentToken: expression('p') }, undefined, 'payment'],
    ['a payment token, always', { paymentToken: expression('p') }, 'always', 'payment'],
    ['a payment token at times', { paymentToken: expression('p') }, 'sometimes', 'link'],
    [
      'a payment token, and a token at times',
      { paymentToken: expression('p'), token: expression('t') },
      'sometimes',
      'payment',
    ],
    [
      'payments alone, with a payment token at times',
      { paymentToken: expression('p'), product: literal('payment_initiation') },
      'sometimes',
      'payment',
    ],
    ['payments alone', { product: literal(['payment_initiation']) }, undefined, 'payment'],
  ];
  test.each(purposes)('%s', (_, options, token, purpose) => {
    const request = linkTokenRequest(
      new Map(Object.entries(options)),
      token === undefined ? {} : { token },
    );
    expect(request.purpose).toBe(purpose);
  });

  it('sends no products, webhook or account_filters in update mode', () => {
    const request = requestOf({
      ...least,
      webhook: 'https://a.example/hook',
      accountSubtypes: { credit: ['all'] },
      oauthRedirectUri: 'https://a.example/oauth',
      token: 'public-sandbox-1',
    });
    expect(sent(request)).toEqual({
      client_name: 'Acme',
      country_codes: ['US'],
      language: 'en',
      redirect_uri: 'https://a.example/oauth',
    });
    expect(request.notes).toEqual([
      expect.stringContaining('send the access_token of the Item'),
      expect.stringContaining('/item/webhook/update'),
      expect.stringContaining('update.account_selection_enabled'),
    ]);
  });

  it('sends payment_initiation alone for a payment', () => {
    const request = requestOf({ ...least, paymentToken: 'payment-token-sandbox-1' });
    expect(sent(request)).toEqual({ ...leastSent, products: ['payment_initiation'] });
    expect(request.notes).toEqual([
      expect.stringContaining('payment_initiation.payment_id is required'),
      expect.stringContaining('The other products were left out'),
    ]);
  });
});

describe('the notes of a request', () => {
  const noted: ReadonlyArray<readonly [string, Readonly<Record<string, OptionValue>>, string]> = [
    ['no name', { clientName: literal('') }, 'client_name is required'],
    ['a long name', { clientName: literal('x'.repeat(31)) }, 'more than 30 characters'],
    ['no product', { product: literal(null) }, 'products is required'],
    ['balance alone', { product: literal('balance') }, 'products is required'],
    ['balance', { product: literal(['auth', 'balance']) }, 'balance was left out'],
    [
      'payments among others',
      { product: literal(['auth', 'payment_initiation']) },
      'payment_initiation was left out',
    ],
    ['a country', { countryCodes: literal(['JP']) }, '"JP" was left out'],
    ['a language', { language: literal('tlh') }, '"tlh" is no language'],
    ['a webhook', { webhook: literal('/hook') }, 'webhook was left out'],
    ['a webhook of the browser', { webhook: expression('hook') }, 'webhook was worked out'],
    ['subtypes', { accountSubtypes: literal({ credit: [] }) }, 'The empty list for credit'],
    ['subtypes of the browser', { accountSubtypes: expression('s') }, 'has another shape'],
    ['a phone number', { userPhoneNumber: literal('555') }, 'user.phone_number was left out'],
    ['a redirect', { oauthRedirectUri: literal('https://a.example?b') }, 'was cut off'],
    ['development', { env: literal('development') }, 'Plaid shut down'],
    ['tartan', { env: literal('tartan') }, 'a legacy host that is gone'],
    ['an institution', { institution: expression('bank') }, 'opened Link at one institution'],
    ['Android', { webviewRedirectUri: literal('https://a.example') }, 'android_package_name'],
    ['a user of the browser', { user: expression('user') }, 'its user as one object'],
    ['OAuth of the browser', { oauthConfiguration: expression('o') }, 'its oauthConfiguration'],
  ];
  test.each(noted)('say what a person has to know of %s', (_, options, note) => {
    const base = Object.entries(least).map(([name, value]) => [name, literal(value)] as const);
    const { notes } = linkTokenRequest(new Map([...base, ...Object.entries(options)]));
    expect(notes.filter((text) => text.includes(note))).toHaveLength(1);
  });

  it('say when update mode or a payment comes only at times', () => {
    const update = linkTokenRequest(new Map([['token', expression('t')]]), { token: 'sometimes' });
    expect(update.notes[0]).toContain('then send the access_token of the Item');
    const payment = linkTokenRequest(new Map([['paymentToken', expression('p')]]), {
      token: 'sometimes',
    });
    expect(payment.notes[0]).toContain('then send payment_initiation.payment_id');
  });

  it('say that a bank cannot be chosen beside a payment', () => {
    const { notes } = requestOf({ paymentToken: 'payment-1', token: 'public-1' });
    expect(notes.join()).toContain('to choose the bank');
  });

  it('say nothing of the environment when the browser decided it', () => {
    const options = new Map(
      Object.entries(least).map(([name, value]) => [name, literal(value)] as const),
    );
    expect(linkTokenRequest(options.set('env', expression('ENV'))).notes).toEqual([]);
  });
});

const optionMap = fc
  .dictionary(
    fc.constantFrom(...legacyLinkOptions.flatMap((option) => Array.from(spellings(option)))),
    fc.oneof(anyJson.map(literal), fc.string().map(literal), fc.string().map(expression)),
  )
  .map((options) => new Map(Object.entries(options)));

it('never throws, whatever the options, and never sends what only the page knew', () => {
  fc.assert(
    fc.property(
      optionMap,
      fc.constantFrom<TokenUse | undefined>('always', 'sometimes', 'never', undefined),
      (options, token) => {
        for (const name of options.keys()) {
          const secret = /^(?:key|token|paymentToken)$/.test(
            findLegacyLinkOption(name)?.name ?? '',
          );
          if (secret) options.set(name, literal(`s3cr3t-${key}`));
        }
        const request = linkTokenRequest(options, token === undefined ? {} : { token });
        expect(JSON.stringify(request)).not.toContain(key);
        expect(new Set(request.notes).size).toBe(request.notes.length);
        expect(
          sameRequest(request, linkTokenRequest(options, token === undefined ? {} : { token })),
        ).toBe(true);
      },
    ),
  );
});

describe('sameRequest', () => {
  it('looks at what is sent, not at notes or the order of lists', () => {
    const a = requestOf({ ...least, product: ['auth', 'identity'] });
    expect(sameRequest(a, requestOf({ ...least, product: 'identity,auth', env: 'tartan' }))).toBe(
      true,
    );
    expect(
      sameRequest(
        requestOf({ ...least, accountSubtypes: { credit: ['all', 'paypal'] } }),
        requestOf({ ...least, accountSubtypes: { credit: ['paypal', 'all'] } }),
      ),
    ).toBe(true);
  });

  test.each<[string, LinkTokenRequest]>([
    ['a purpose', requestOf(least, { token: 'always' })],
    ['a product', requestOf({ ...least, product: ['auth', 'identity'] })],
    ['a field', requestOf({ ...least, webhook: 'https://a.example' })],
    ['an expression', linkTokenRequest(new Map([['clientName', expression('Acme')]]))],
  ])('sees %s that differs', (_, other) => {
    expect(sameRequest(requestOf(least), other)).toBe(false);
    expect(sameRequest(other, requestOf(least))).toBe(false);
  });

  it('tells an expression from the text of it', () => {
    const written = linkTokenRequest(new Map([['clientName', literal('Acme')]]));
    const named = linkTokenRequest(new Map([['clientName', expression('Acme')]]));
    expect(sameRequest(written, named)).toBe(false);
    expect(
      sameRequest(named, linkTokenRequest(new Map([['clientName', expression(' Acme ')]]))),
    ).toBe(true);
  });
});

describe('where an app comes back to', () => {
  const returns = new Map([
    ['oauthRedirectUri', literal('https://wallet.example/bank')],
    ['androidPackageName', literal('com.example.wallet')],
  ]);
  const returned = (platform: 'ios' | 'android' | 'both') =>
    linkTokenRequest(returns, { platform })
      .fields.filter(({ name }) => /^(?:redirect_uri|android_package_name)$/.test(name))
      .map(({ name, on }) => [name, on]);

  it('is its URL on iOS, and its package on Android', () => {
    expect(returned('ios')).toEqual([['redirect_uri', undefined]]);
    expect(returned('android')).toEqual([['android_package_name', undefined]]);
  });

  it('depends on where it runs, if it runs on both', () => {
    expect(returned('both')).toEqual([
      ['redirect_uri', 'ios'],
      ['android_package_name', 'android'],
    ]);
    const { notes } = linkTokenRequest(returns, { platform: 'both' });
    expect(notes.filter((note) => note.includes('never both'))).toHaveLength(1);
  });

  it('makes another request of it', () => {
    const [page, app] = [
      linkTokenRequest(returns),
      linkTokenRequest(returns, { platform: 'both' }),
    ];
    expect(sameRequest(page, app)).toBe(false);
  });
});

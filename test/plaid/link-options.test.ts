import { describe, expect, it, test } from 'vitest';
import {
  findLegacyLinkOption,
  legacyLinkOptions,
  spellings,
} from '../../src/plaid/link-options.ts';

/** Every name a page may use, and where its option goes. */
const rows: ReadonlyArray<readonly [string, string, string]> = [
  ['key', 'key', 'dropped'],
  ['publicKey', 'key', 'dropped'],
  ['public_key', 'key', 'dropped'],
  ['apiKey', 'key', 'dropped'],
  ['public-key', 'key', 'dropped'],
  ['data-key', 'key', 'dropped'],
  ['env', 'env', 'dropped'],
  ['environment', 'env', 'dropped'],
  ['data-env', 'env', 'dropped'],
  ['apiVersion', 'apiVersion', 'dropped'],
  ['clientName', 'clientName', 'client_name'],
  ['client_name', 'clientName', 'client_name'],
  ['client-name', 'clientName', 'client_name'],
  ['data-client-name', 'clientName', 'client_name'],
  ['product', 'product', 'products'],
  ['products', 'product', 'products'],
  ['data-product', 'product', 'products'],
  ['countryCodes', 'countryCodes', 'country_codes'],
  ['country-codes', 'countryCodes', 'country_codes'],
  ['country_codes', 'countryCodes', 'country_codes'],
  ['language', 'language', 'language'],
  ['webhook', 'webhook', 'webhook'],
  ['data-webhook', 'webhook', 'webhook'],
  ['userLegalName', 'userLegalName', 'user.legal_name'],
  ['user.legalName', 'userLegalName', 'user.legal_name'],
  ['userEmailAddress', 'userEmailAddress', 'user.email_address'],
  ['userEmail', 'userEmailAddress', 'user.email_address'],
  ['user.emailAddress', 'userEmailAddress', 'user.email_address'],
  ['userPhoneNumber', 'userPhoneNumber', 'user.phone_number'],
  ['user.phoneNumber', 'userPhoneNumber', 'user.phone_number'],
  ['user', 'user', 'user'],
  ['accountSubtypes', 'accountSubtypes', 'account_filters'],
  ['linkCustomizationName', 'linkCustomizationName', 'link_customization_name'],
  ['oauthRedirectUri', 'oauthRedirectUri', 'redirect_uri'],
  ['oauthConfiguration.redirectUri', 'oauthRedirectUri', 'redirect_uri'],
  ['oauthConfiguration', 'oauthConfiguration', 'redirect_uri'],
  ['oauthConfiguration.nonce', 'oauthNonce', 'dropped'],
  ['oauthNonce', 'oauthNonce', 'dropped'],
  ['oauthStateId', 'oauthStateId', 'receivedRedirectUri'],
  ['receivedRedirectUri', 'receivedRedirectUri', 'receivedRedirectUri'],
  ['paymentToken', 'paymentToken', 'payment_initiation.payment_id'],
  ['token', 'token', 'token'],
  ['data-token', 'token', 'token'],
  ['linkToken', 'linkToken', 'token'],
  ['link_token', 'linkToken', 'token'],
  ['onSuccess', 'onSuccess', 'onSuccess'],
  ['onExit', 'onExit', 'onExit'],
  ['onEvent', 'onEvent', 'onEvent'],
  ['onLoad', 'onLoad', 'onLoad'],
  ['logLevel', 'logLevel', 'logLevel'],
  ['data-form-id', 'formId', 'form'],
  ['selectAccount', 'selectAccount', 'dropped'],
  ['select-account', 'selectAccount', 'dropped'],
  ['longtail', 'longtail', 'dropped'],
  ['longTail', 'longtail', 'dropped'],
  ['longtailAuth', 'longtail', 'dropped'],
  ['data-long-tail', 'longtail', 'dropped'],
  ['institution', 'institution', 'dropped'],
  ['isWebview', 'isWebview', 'dropped'],
  ['isWebView', 'isWebview', 'dropped'],
  ['isMobile', 'isWebview', 'dropped'],
  ['forceIframe', 'forceIframe', 'dropped'],
  ['webviewRedirectUri', 'webviewRedirectUri', 'dropped'],
  ['androidPackageName', 'androidPackageName', 'android_package_name'],
  ['extraParams', 'extraParams', 'dropped'],
  ['extras', 'extraParams', 'dropped'],
];

function destination(name: string): string | undefined {
  const goes = findLegacyLinkOption(name)?.goes;
  switch (goes?.to) {
    case undefined:
    case 'dropped':
      return goes?.to;
    case 'request':
      return goes.field;
    case 'client':
      return goes.as;
  }
}

describe('legacyLinkOptions', () => {
  test.each(rows)('%s is %s and goes to %s', (name, option, where) => {
    expect(findLegacyLinkOption(name)?.name).toBe(option);
    expect(destination(name)).toBe(where);
  });

  it('has a row here for every option and alias', () => {
    const tested = new Set(rows.map(([name]) => name));
    const names = legacyLinkOptions.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(names.filter((name) => !tested.has(name))).toEqual(['formId']);
  });

  it('gives no name to two options', () => {
    const names = legacyLinkOptions.flatMap((option) => [...spellings(option)]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('explains every option in a sentence', () => {
    for (const { why, note } of legacyLinkOptions) {
      expect(why).toMatch(/^[A-Z].*\.$|\}\.$/);
      if (note !== undefined) expect(note).toMatch(/^[A-Z].*\.$/);
    }
  });

  test.each([
    'Key',
    'KEY',
    'data-',
    '',
    'onClick',
    'constructor',
    '__proto__',
    'toString',
    'style',
  ])('%j is no option of Link', (name) => {
    expect(findLegacyLinkOption(name)).toBeUndefined();
  });
});

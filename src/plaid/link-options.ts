import type { LegacyLinkOption } from './link-option.ts';

const table = [
  {
    name: 'key',
    aliases: ['publicKey', 'public_key', 'apiKey'],
    goes: { to: 'dropped' },
    why: 'Public keys no longer open Link; the server proves itself with client_id and secret.',
  },
  {
    name: 'env',
    aliases: ['environment'],
    goes: { to: 'dropped' },
    why: 'The host the server calls decides the environment.',
  },
  {
    name: 'apiVersion',
    aliases: [],
    goes: { to: 'dropped' },
    why: 'Link has one API version; the server names its own in the Plaid-Version header.',
  },
  {
    name: 'clientName',
    aliases: ['client_name'],
    goes: { to: 'request', field: 'client_name' },
    why: 'The server names the app to Link.',
  },
  {
    name: 'product',
    aliases: ['products'],
    goes: { to: 'request', field: 'products' },
    why: 'The server chooses the products.',
  },
  {
    name: 'countryCodes',
    aliases: ['country_codes'],
    goes: { to: 'request', field: 'country_codes' },
    why: 'The server chooses the countries, and has to: the default of the US is gone.',
  },
  {
    name: 'language',
    aliases: [],
    goes: { to: 'request', field: 'language' },
    why: 'The server chooses the language, and has to: the default of English is gone.',
  },
  {
    name: 'webhook',
    aliases: [],
    goes: { to: 'request', field: 'webhook' },
    why: 'The server says where its webhooks go.',
  },
  {
    name: 'userLegalName',
    aliases: ['user.legalName'],
    goes: { to: 'request', field: 'user.legal_name' },
    why: 'The server knows its user.',
  },
  {
    name: 'userEmailAddress',
    aliases: ['userEmail', 'user.emailAddress'],
    goes: { to: 'request', field: 'user.email_address' },
    why: 'The server knows its user.',
  },
  {
    name: 'userPhoneNumber',
    aliases: ['user.phoneNumber'],
    goes: { to: 'request', field: 'user.phone_number' },
    why: 'The server knows its user.',
  },
  {
    name: 'user',
    aliases: [],
    goes: { to: 'request', field: 'user' },
    why: 'The server knows its user: user.legal_name, user.email_address, user.phone_number.',
    object: true,
    note: 'The page gave Link its user as one object: fill in user.legal_name and user.email_address from what the server knows.',
  },
  {
    name: 'accountSubtypes',
    aliases: [],
    goes: { to: 'request', field: 'account_filters' },
    why: 'The server filters accounts, in another shape: { type: { account_subtypes: [] } }.',
  },
  {
    name: 'linkCustomizationName',
    aliases: [],
    goes: { to: 'request', field: 'link_customization_name' },
    why: 'The server names the Link customization; its language and countries must match.',
  },
  {
    name: 'oauthRedirectUri',
    aliases: ['oauthConfiguration.redirectUri'],
    goes: { to: 'request', field: 'redirect_uri' },
    why: 'The server says where banks with OAuth send the user back to.',
  },
  {
    name: 'paymentToken',
    aliases: [],
    goes: { to: 'request', field: 'payment_initiation.payment_id' },
    why: 'The server sends the payment_id itself; payment tokens are no longer needed.',
  },
  {
    name: 'oauthNonce',
    aliases: ['oauthConfiguration.nonce'],
    goes: { to: 'dropped' },
    why: 'The link token ties both halves of an OAuth flow together.',
  },
  {
    name: 'oauthConfiguration',
    aliases: [],
    goes: { to: 'request', field: 'redirect_uri' },
    why: 'The server sends redirectUri as redirect_uri; the nonce has no counterpart.',
    object: true,
    note: 'The page gave Link its oauthConfiguration as one object: fill in redirect_uri with the redirectUri of it.',
  },
  {
    name: 'oauthStateId',
    aliases: [],
    goes: { to: 'client', as: 'receivedRedirectUri' },
    why: 'After OAuth the page opens Link with the same link token and the whole URL it was called with.',
  },
  {
    name: 'receivedRedirectUri',
    aliases: [],
    goes: { to: 'client', as: 'receivedRedirectUri' },
    why: 'After OAuth the page passes the whole URL it was called with.',
  },
  {
    name: 'token',
    aliases: [],
    goes: { to: 'client', as: 'token' },
    why: 'It is a link token now; a public token (update mode) became access_token in the request.',
  },
  {
    name: 'linkToken',
    aliases: ['link_token'],
    goes: { to: 'client', as: 'token' },
    why: 'It is a link token already.',
  },
  {
    name: 'onSuccess',
    aliases: [],
    goes: { to: 'client', as: 'onSuccess' },
    why: 'The page still gets the public token to exchange; after update mode there is none to exchange.',
  },
  {
    name: 'onExit',
    aliases: [],
    goes: { to: 'client', as: 'onExit' },
    why: 'The page is told when the user leaves, and of INVALID_LINK_TOKEN when the token is used up.',
  },
  {
    name: 'onEvent',
    aliases: [],
    goes: { to: 'client', as: 'onEvent' },
    why: 'Unchanged.',
  },
  {
    name: 'onLoad',
    aliases: [],
    goes: { to: 'client', as: 'onLoad' },
    why: 'Unchanged.',
  },
  {
    name: 'logLevel',
    aliases: [],
    goes: { to: 'client', as: 'logLevel' },
    why: 'Unchanged; native SDKs alone know it.',
  },
  {
    name: 'formId',
    aliases: [],
    goes: { to: 'client', as: 'form' },
    why: 'Link submitted this form by itself; now onSuccess of the page does.',
  },
  {
    name: 'selectAccount',
    aliases: [],
    goes: { to: 'dropped' },
    why: 'Account Select is set in a Link customization, in the Dashboard.',
  },
  {
    name: 'longtail',
    aliases: ['longTail', 'longtailAuth'],
    goes: { to: 'dropped' },
    why: 'Link shows every institution that supports the products.',
  },
  {
    name: 'institution',
    aliases: [],
    goes: { to: 'dropped' },
    why: 'Link lets the user choose the bank.',
    note: 'The page opened Link at one institution; without it the user chooses the bank in Link.',
  },
  {
    name: 'isWebview',
    aliases: ['isWebView', 'isMobile'],
    goes: { to: 'dropped' },
    why: 'Only the URL of a webview takes isWebview=true.',
  },
  {
    name: 'forceIframe',
    aliases: [],
    goes: { to: 'dropped' },
    why: 'Link decides itself how it opens.',
  },
  {
    name: 'webviewRedirectUri',
    aliases: [],
    goes: { to: 'dropped' },
    why: 'Android comes back by the name of its package.',
    note: 'For Android the server sends android_package_name, and no redirect_uri beside it.',
  },
  {
    name: 'androidPackageName',
    aliases: [],
    goes: { to: 'request', field: 'android_package_name' },
    why: 'The server names the package that Android comes back to, and on Android alone.',
  },
  {
    name: 'extraParams',
    aliases: ['extras'],
    goes: { to: 'dropped' },
    why: 'The SDKs of today have no such option.',
  },
] as const satisfies readonly LegacyLinkOption[];

/** The name of a legacy option, as `Plaid.create` knew it. */
export type LinkOptionName = (typeof table)[number]['name'];

/**
 * Every option of Link before link tokens, in the order the request has. Sources: Plaid's page on
 * legacy public-key integrations (https://plaid.com/docs/link/maintain-legacy-integration), the
 * README of the drop-in module of 2015 and 2016, the option types of react-plaid-link 0.1 to 4,
 * react-native-plaid-link-sdk 2 to 10, ngx-plaid-link, vue-plaid-link, react-plaid and
 * react-native-plaid-link, and LinkTokenCreateRequest of Plaid's OpenAPI description. `androidPackageName`
 * was no option: the settings of an app for Android say it.
 */
export const legacyLinkOptions: ReadonlyArray<
  LegacyLinkOption & { readonly name: LinkOptionName }
> = table;

const byName: ReadonlyMap<string, (typeof legacyLinkOptions)[number]> = new Map(
  legacyLinkOptions.flatMap((option) =>
    [...spellings(option)].map((name) => [name, option] as const),
  ),
);

/** The option a page means by a name: `publicKey`, `public-key` (Vue) and `data-key` are all `key`. */
export function findLegacyLinkOption(name: string): (typeof legacyLinkOptions)[number] | undefined {
  return byName.get(name);
}

/** Every name of an option: its own, its aliases, and those as attributes of HTML and of script tags. */
export function spellings(option: LegacyLinkOption): ReadonlySet<string> {
  const names = [option.name, ...option.aliases];
  const spelled = new Set(names);
  for (const name of names.filter((each) => !each.includes('.'))) {
    const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    spelled.add(attribute).add(`data-${attribute}`);
  }
  return spelled;
}

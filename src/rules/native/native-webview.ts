import { unreachable } from '../../core/errors.ts';
import { linkTokenRequest } from '../../plaid/link-token-request.ts';
import { nativeCodeOf, type NativeCode } from '../../scan/native/native-code.ts';
import type { NativeLanguage } from '../../scan/native/native-language.ts';
import type { Rule, Site } from '../rule.ts';
import { commentsWithin } from './kept-comments.ts';
import { nativeAddresses, type NativeAddress } from './native-address.ts';
import { freeName } from './native-text.ts';
import { addressOf, addressTodo, tokenAddress, type TokenAddress } from './token-address.ts';
import { addedTokenFunction, waitingFor } from './token-functions.ts';
import { statementsOfEach, wrapped, type StatementsToEnd } from './wrapped-statements.ts';

const ID = 'native-webview';

/**
 * Webviews of native apps that open Link with a public_key in their address: rewritten where the code can
 * wait for a token. What it cannot is left to the rule webview-link-url, which says what to write.
 */
export const nativeWebview: Rule = {
  id: ID,
  title: 'A webview of a native app opens Link with a public_key in its address',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/webview/',
  mightApply: (text) => text.includes('cdn.plaid.com') && text.includes('/link.html'),
  find: (file, project, settings) => {
    const code = nativeCodeOf(file);
    // Functions of Dart wait with await, those of their own kind.
    if (code === undefined || code.language === 'dart' || code.errors.length > 0) return [];
    const addresses = nativeAddresses(code).filter(({ options }) => {
      return !SPECIAL.some((name) => options.has(name));
    });
    const waiting = statementsOfEach(
      addresses.map(({ node }) => node),
      code,
    );
    const address = tokenAddress(project, settings);
    return addresses.flatMap((each, index) => siteOf(each, address, code, waiting[index]) ?? []);
  },
};

/** Options that mean an address of its own: an Item to update, a payment, the way back from a bank. */
const SPECIAL = ['token', 'paymentToken', 'oauthStateId', 'receivedRedirectUri'];

function siteOf(
  { node, page, options }: NativeAddress,
  address: TokenAddress,
  code: NativeCode,
  waiting: StatementsToEnd | undefined,
): Site | undefined {
  if (waiting === undefined) return undefined;
  const { path } = code.file;
  const range = { start: node.startIndex, end: node.endIndex };
  const fetches = freeName(['fetchLinkToken', 'fetchPlaidLinkToken'], code.file);
  const name = freeName(['linkToken', 'plaidLinkToken'], code.file);
  const inner = { ...range, text: withToken(`${page}?isWebview=true&token=`, name, code.language) };
  const around = waitingFor(fetches, name, code, waiting.type !== undefined);
  const todo = addressTodo(address, fetches);
  return {
    rule: ID,
    path,
    range,
    outcome: 'needs-decision',
    message:
      'The address of Link in a webview had a public_key; it now has a link_token from your server.',
    ...addressOf(address, fetches),
    marker: { path, position: waiting.statements[0]?.startIndex ?? range.start, text: todo },
    request: linkTokenRequest(options, { token: 'never' }),
    edits: [
      wrapped(waiting, [inner], around, commentsWithin(range, code), code),
      addedTokenFunction(fetches, address.url, waiting.type, code),
    ],
  };
}

function withToken(address: string, name: string, language: NativeLanguage): string {
  switch (language) {
    case 'swift':
      return `"${address}\\(${name})"`;
    case 'kotlin':
    case 'dart':
      return `"${address}$${name}"`;
    case 'java':
      return `"${address}" + ${name}`;
    default:
      return unreachable(language);
  }
}

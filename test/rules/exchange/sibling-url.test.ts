import { describe, expect, test } from 'vitest';
import { siblingUrl, type UrlPiece } from '../../../src/rules/exchange/sibling-url.ts';

/** A URL in which `${…}` is code and `<%…%>` a template tag, and back. */
function pieces(url: string): UrlPiece[] {
  return url
    .split(/(\$\{.*?\}|<%.*?%>)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part.startsWith('${')) return { kind: 'code', code: part.slice(2, -1) };
      return part.startsWith('<%') ? { kind: 'tag', code: part } : { kind: 'text', text: part };
    });
}

function sibling(url: string): string | undefined {
  return siblingUrl(pieces(url))
    ?.map((piece) => {
      if (piece.kind === 'text') return piece.text;
      return piece.kind === 'tag' ? piece.code : `\${${piece.code}}`;
    })
    .join('');
}

describe('the last segment becomes another, in the style of those that are there', () => {
  test.each([
    ['/exchange', '/create_link_token'],
    ['/get_access_token', '/create_link_token'],
    ['/api/plaid/exchange', '/api/plaid/create_link_token'],
    ['/api/plaid/exchange_public_token', '/api/plaid/create_link_token'],
    ['/api/plaid/exchange-token', '/api/plaid/create-link-token'],
    ['/api/plaid/exchangeToken', '/api/plaid/createLinkToken'],
    ['/api/plaid-items/exchange', '/api/plaid-items/create-link-token'],
    ['/api/bankAccounts/exchange', '/api/bankAccounts/createLinkToken'],
    ['/api/bank_accounts/exchange', '/api/bank_accounts/create_link_token'],
    ['/exchange/', '/create_link_token'],
    ['exchange_token', 'create_link_token'],
    ['api/exchange', 'api/create_link_token'],
    ['exchange.php', 'create_link_token.php'],
    ['/bank/exchangeToken.do', '/bank/createLinkToken.do'],
    ['https://api.example.com/v1/exchange', 'https://api.example.com/v1/create_link_token'],
    ['http://localhost:8000/exchange', 'http://localhost:8000/create_link_token'],
    ['//api.example.com/exchange', '//api.example.com/create_link_token'],
  ])('%s: %s', (url, expected) => {
    expect(sibling(url)).toBe(expected);
  });
});

describe('code and tags in front stay', () => {
  test.each([
    ['${BASE}/exchange', '${BASE}/create_link_token'],
    ['${BASE}/users/${id}/exchange', '${BASE}/users/${id}/create_link_token'],
    ['<%= root %>/exchange', '<%= root %>/create_link_token'],
    ['/users/<%= user.id %>/exchange', '/users/<%= user.id %>/create_link_token'],
  ])('%s: %s', (url, expected) => {
    expect(sibling(url)).toBe(expected);
  });
});

describe('what was asked of that one URL goes', () => {
  test.each([
    ['/exchange?token=1', '/create_link_token'],
    ['/exchange?public_token=${token}', '/create_link_token'],
    ['/exchange#top', '/create_link_token'],
    ['/exchange/${token}', '/create_link_token'],
    ['/users/${id}/exchange/${token}', '/users/${id}/create_link_token'],
    ['/exchange/${token}/${account}', '/create_link_token'],
    ['/exchange/<%= account %>', '/create_link_token'],
  ])('%s: %s', (url, expected) => {
    expect(sibling(url)).toBe(expected);
  });
});

describe('nothing can be said beside', () => {
  test.each([
    'https://api.example.com',
    'http://localhost:4000/',
    '/',
    '${URL}',
    '<%= exchange_path %>',
    '${BASE}${PATH}',
    '/graphql',
    '${BASE}/graphql',
    '/exchange${suffix}',
    '${prefix}exchange',
    '',
  ])('%s', (url) => {
    expect(sibling(url)).toBeUndefined();
  });
});

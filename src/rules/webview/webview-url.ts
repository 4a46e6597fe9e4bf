import { ts } from 'ts-morph';
import { linkTokenRequest, type LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { optionValue } from '../options/option-value.ts';
import { urlPieces, urlText } from '../exchange/url-pieces.ts';
import type { UrlPiece } from '../exchange/sibling-url.ts';

/** Link's own page, opened in a webview with its options in the address. */
export interface WebviewUrl {
  readonly expression: ts.Expression;
  /** Everything up to the question mark. */
  readonly page: readonly UrlPiece[];
  /** In order; the value of a parameter may be made of several pieces. */
  readonly parameters: readonly (readonly [name: string, value: readonly UrlPiece[]])[];
}

const PAGE = /cdn\.plaid\.com\/link\/[\w/]+\/link\.html$/;

/** Reads an address of Link's page; undefined for all other expressions. */
export function webviewUrl(expression: ts.Expression, place: CodePlace): WebviewUrl | undefined {
  const pieces = urlPieces(expression, place);
  const at = pieces.findIndex((piece) => piece.kind === 'text' && piece.text.includes('?'));
  const first = pieces[at];
  if (first?.kind !== 'text') return undefined;
  const question = first.text.indexOf('?');
  const page = [...pieces.slice(0, at), text(first.text.slice(0, question))];
  const address = page.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  if (!PAGE.test(address)) return undefined;
  const query = [text(first.text.slice(question + 1)), ...pieces.slice(at + 1)];
  return { expression, page, parameters: parametersOf(query) };
}

function text(value: string): UrlPiece {
  return { kind: 'text', text: value };
}

function parametersOf(query: readonly UrlPiece[]): WebviewUrl['parameters'] {
  const parameters: [string, UrlPiece[]][] = [];
  for (const piece of query) {
    if (piece.kind !== 'text') {
      parameters.at(-1)?.[1].push(piece);
      continue;
    }
    for (const [index, part] of piece.text.split('&').entries()) {
      const last = parameters.at(-1);
      if (index === 0 && last !== undefined) {
        if (part !== '') last[1].push(text(part));
        continue;
      }
      const [name = '', ...value] = part.split('=');
      if (name !== '') parameters.push([name, value.length === 0 ? [] : [text(value.join('='))]]);
    }
  }
  return parameters.map(([name, value]) => [
    name,
    value.filter((piece) => piece.kind !== 'text' || piece.text !== ''),
  ]);
}

/** Whether the address opens Link with a public_key. */
export function hasKey({ parameters }: WebviewUrl): boolean {
  return parameters.some(([name]) => name === 'key' || name === 'publicKey');
}

/** What the address says of a token of the page's own: a public token, once. */
export function tokenIn({ parameters }: WebviewUrl): readonly UrlPiece[] | undefined {
  return parameters.find(([name, value]) => name === 'token' && value.length > 0)?.[1];
}

/** The parameters that left the address, as the server's request. */
export function requestOfUrl(url: WebviewUrl, place: CodePlace): LinkTokenRequest {
  const options = new Map<string, OptionValue>();
  for (const [name, value] of url.parameters) {
    const known = value.length === 0 ? undefined : valueOf(value, url, place);
    if (known !== undefined) options.set(name, known);
  }
  return linkTokenRequest(options, { token: tokenIn(url) === undefined ? 'never' : 'always' });
}

/** Lists stand in an address with commas between, and texts with their characters encoded. */
function valueOf(
  value: readonly UrlPiece[],
  { expression }: WebviewUrl,
  place: CodePlace,
): OptionValue | undefined {
  const [only] = value;
  if (value.length === 1 && only?.kind === 'text') {
    return { kind: 'literal', value: decoded(only.text) };
  }
  if (value.length === 1 && only?.kind === 'code') {
    const node = codeIn(expression, only.code);
    return node === undefined ? undefined : optionValue({ value: node, place });
  }
  return { kind: 'expression', text: urlText(value, expression, place) };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

/** The expression in an address that is written so; without `encodeURIComponent` around it. */
function codeIn(expression: ts.Expression, code: string): ts.Expression | undefined {
  const node = bare(expression);
  if (ts.isTemplateExpression(node)) {
    for (const span of node.templateSpans) {
      const found = codeIn(span.expression, code);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (ts.isBinaryExpression(node)) return codeIn(node.left, code) ?? codeIn(node.right, code);
  if (node.getText() !== code) return undefined;
  const [argument] =
    ts.isCallExpression(node) && /^encodeURI(Component)?$/.test(node.expression.getText())
      ? node.arguments
      : [];
  return argument ?? expression;
}

/** The code in parameters that leave the address. */
export function codeLeaving({ parameters, expression }: WebviewUrl): readonly ts.Node[] {
  return parameters
    .filter(([name]) => name !== 'token' && name !== 'receivedRedirectUri')
    .flatMap(([, value]) => value)
    .flatMap((piece) => (piece.kind === 'code' ? (codeIn(expression, piece.code) ?? []) : []));
}

/** The address as it has to be: `token` is an expression, or what stood there for one. */
export function addressWith(token: readonly UrlPiece[], url: WebviewUrl, place: CodePlace): string {
  const returned = url.parameters.find(([name]) => name === 'receivedRedirectUri');
  const pieces = [
    ...url.page,
    text('?isWebview=true&token='),
    ...token,
    ...(returned === undefined ? [] : [text('&receivedRedirectUri='), ...returned[1]]),
  ];
  return urlText(pieces, url.expression, place);
}

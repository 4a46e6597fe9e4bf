import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../plaid/link-options.ts';
import { bare } from '../scan/bindings.ts';
import { textOf, type CodePlace } from '../scan/code-place.ts';
import { staticValue } from '../scan/static-value.ts';
import { symbolsOf } from '../scan/symbols.ts';
import type { ConfigEntry, LinkConfig } from './options/link-config.ts';
import type { LinkCreateCall } from './plaid-create/link-create-call.ts';
import { optionValue } from './options/option-value.ts';
import type { FileEdit } from './rule.ts';
import { isLinkToken } from './token-origin.ts';
import { inPlaceOf } from './edits/in-place-of.ts';
import { isUpdateOnly } from './is-update-only.ts';

/** Where a page keeps its link token while the user is at the bank. */
export const STORED_TOKEN = 'plaid_link_token';

/** What a site does with a token of its own, next to its public_key. */
export interface Token {
  /**
   * `always`: the site has a token whenever it runs, and needs no other. `sometimes`: one call serves
   * update mode and first links. `none`: it has none, or only `null`.
   */
  readonly kind: 'always' | 'sometimes' | 'none';
  /**
   * `page`: `token` or `paymentToken`. `link`: a link token, beside a public_key that nobody took out.
   * `bank`: the user comes back from an OAuth bank.
   */
  readonly source: 'page' | 'link' | 'bank';
  /** Entries that are rewritten in place instead of removed. */
  readonly replaced: readonly ConfigEntry[];
  /** The bank will send the user to another page, which needs this page's token. */
  readonly stored: boolean;
  /** A token was written into the code: it is of no use, but says that the page is for update mode. */
  readonly pasted: boolean;
}

/** Tells the uses of a token apart. (Facts: the options `token`, `paymentToken`, `oauthStateId`.) */
export function tokenOf(call: Pick<LinkCreateCall, 'config'>): Token {
  const { config } = call;
  const stored = given(config, 'oauthRedirectUri').length + given(config, 'oauthNonce').length > 0;
  const states = given(config, 'oauthStateId');
  const [state] = states;
  if (state !== undefined) {
    // The page the bank returns to needs no redirect URI; one that has both is both pages.
    const isBoth = given(config, 'oauthRedirectUri').length > 0 || state.given === 'sometimes';
    const property = states.find((each) => !ts.isExpressionStatement(each.node)) ?? state;
    const kind = isBoth ? 'sometimes' : 'always';
    return { kind, source: 'bank', replaced: [property], stored: isBoth, pasted: false };
  }
  const payments = given(config, 'paymentToken');
  const tokens = [...given(config, 'token'), ...payments];
  const [token] = tokens;
  const none: Token = { kind: 'none', source: 'page', replaced: [], stored, pasted: false };
  if (token === undefined) return none;
  if (tokens.every(isPasted)) return { ...none, pasted: !tokens.every(isPastedLinkToken) };
  if (tokens.every(isOfLink)) return { ...none, kind: 'always', source: 'link' };
  const kind = tokens.some(isAlways) || isUpdateOnly(call.config) ? 'always' : 'sometimes';
  return { ...none, kind, replaced: payments };
}

/** The entries of an option that may hold something: `token: null` is S2's own way to say none. */
function given(config: LinkConfig, name: string): readonly ConfigEntry[] {
  return config.entries.filter((entry) => {
    if (findLegacyLinkOption(entry.option)?.name !== name) return false;
    const value = optionValue(entry);
    if (value === undefined) return false;
    return value.kind === 'expression' || Boolean(value.value);
  });
}

/** `token: 'public-sandbox-…'` */
function isPasted({ value, place }: ConfigEntry): boolean {
  return value !== undefined && staticValue(value, place).kind === 'literal';
}

function isPastedLinkToken({ value, place }: ConfigEntry): boolean {
  const token = value === undefined ? undefined : staticValue(value, place);
  return (
    token?.kind === 'literal' &&
    typeof token.value === 'string' &&
    /^(link|item-add)-/.test(token.value)
  );
}

function isOfLink({ option, value, place }: ConfigEntry): boolean {
  return option === 'token' && value !== undefined && isLinkToken(value, place);
}

/** A value that came in an answer is there; a prop, a member or a variable may be empty. */
function isAlways(entry: ConfigEntry): boolean {
  if (entry.given === 'sometimes' || entry.value === undefined) return false;
  return isAnswer(entry.value, entry.place);
}

/** What was awaited, or handed to a callback: `data.public_token` in `$.post(url, function (data) {…})`. */
function isAnswer(expression: ts.Node, place: CodePlace): boolean {
  const node = bare(expression);
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isPropertyAccessExpression(node)) return isAnswer(node.expression, place);
  if (!ts.isIdentifier(node)) return false;
  const declaration = symbolsOf(place.script).symbolOf(node)?.declarations?.[0];
  if (declaration === undefined) return false;
  if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
    return isAnswer(declaration.initializer, place);
  }
  const owner = ts.findAncestor(declaration, ts.isFunctionLike);
  return (
    ts.findAncestor(declaration, ts.isParameter) !== undefined &&
    owner !== undefined &&
    isAnswerCallback(owner, node)
  );
}

/** A function handed to a call that answers, not to one that waits for a click. */
function isAnswerCallback(owner: ts.Node, name: ts.Identifier): boolean {
  if (/^(e|ev|evt|event|props)$/.test(name.text)) return false;
  const holder = ts.isPropertyAssignment(owner.parent) ? owner.parent.parent.parent : owner.parent;
  if (!ts.isCallExpression(holder) || holder.expression === owner) return false;
  // `memo(function ({ token }) {…})` and `connect(…)(Component)` are components: they get props.
  const callee = holder.expression;
  return (
    !ts.isCallExpression(callee) && !/(^|\.)(memo|forwardRef|observer)$/.test(callee.getText())
  );
}

/**
 * `oauthStateId` becomes the stored token and the address the bank returned to. `missing`: what Link's types
 * take for no token.
 */
export function returnedFromBank(
  entry: ConfigEntry,
  token: Token,
  missing: 'null' | 'undefined' = 'undefined',
): readonly FileEdit[] {
  const { node, place } = entry;
  const { path, text } = place.file;
  const start = node.getStart(place.script.source);
  if (ts.isExpressionStatement(node) && ts.isBinaryExpression(node.expression)) {
    const object = textOf(node.expression.left, place).replace(/(\.\w+|\[[^\]]*\])$/, '');
    const uri = `${object}.receivedRedirectUri = window.location.href`;
    const stored = `${object}.token = ${storedToken(place, missing)}`;
    const isSometimes = token.kind === 'sometimes';
    const end = node.expression.end;
    const terminator = text.slice(end, node.end);
    const both = `${stored}${terminator}${lineBreakAt(start, text) ?? ' '}${uri}`;
    return inPlaceOf({ path, start, end, text: isSometimes ? uri : both });
  }
  if (token.kind === 'sometimes') {
    const value = entry.value === undefined ? 'true' : textOf(entry.value, place);
    const uri = `receivedRedirectUri: ${value} ? window.location.href : undefined`;
    return inPlaceOf({ path, start, end: node.end, text: uri });
  }
  const between = lineBreakAt(start, text) ?? ' ';
  const both = `token: ${storedToken(place, missing)},${between}receivedRedirectUri: window.location.href`;
  return inPlaceOf({ path, start, end: node.end, text: both });
}

function storedToken(place: CodePlace, missing: 'null' | 'undefined'): string {
  const isTypeScript = (place.script.source.flags & ts.NodeFlags.JavaScriptFile) === 0;
  const quote = place.file.text.includes("'") ? "'" : '"';
  const stored = `localStorage.getItem(${quote}${STORED_TOKEN}${quote})`;
  return isTypeScript && missing === 'undefined' ? `${stored} || undefined` : stored;
}

/** A new line like the one that starts with what is at `start`; undefined where something stands before it. */
function lineBreakAt(start: number, text: string): string | undefined {
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return /^[ \t]*$/.test(indent) ? lineEnd + indent : undefined;
}

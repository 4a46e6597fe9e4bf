import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../plaid/link-options.ts';
import { bare } from '../scan/bindings.ts';
import { textOf, type CodePlace } from '../scan/code-place.ts';
import { symbolsOf } from '../scan/symbols.ts';
import { exchangeCallOf } from './exchange-call.ts';
import type { ConfigEntry, LinkConfig } from './link-config.ts';
import type { LinkCreateCall } from './link-create.ts';
import { optionValue } from './option-value.ts';
import type { FileEdit } from './rule.ts';

/** Where a page keeps its link token while the user is at the bank. */
export const STORED_TOKEN = 'plaid_link_token';

/** What a site does with a token of its own, next to its public_key. */
export interface Token {
  /**
   * `always`: the site has a token whenever it runs, and needs no other. `sometimes`: one call serves
   * update mode and first links. `none`: it has none, or only `null`.
   */
  readonly kind: 'always' | 'sometimes' | 'none';
  /** `page`: `token` or `paymentToken`. `bank`: the user comes back from an OAuth bank. */
  readonly source: 'page' | 'bank';
  /** Entries that are rewritten in place instead of removed. */
  readonly replaced: readonly ConfigEntry[];
  /** The bank will send the user to another page, which needs this page's token. */
  readonly stored: boolean;
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
    return { kind, source: 'bank', replaced: [property], stored: isBoth };
  }
  const payments = given(config, 'paymentToken');
  const tokens = [...given(config, 'token'), ...payments];
  const [token] = tokens;
  if (token === undefined) return { kind: 'none', source: 'page', replaced: [], stored };
  const kind = tokens.some(isAlways) || isUpdateOnly(call) ? 'always' : 'sometimes';
  return { kind, source: 'page', replaced: payments, stored };
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

/** A value that came in an answer is there; a prop, a member or a variable may be empty. */
function isAlways(entry: ConfigEntry): boolean {
  if (entry.given === 'sometimes' || entry.value === undefined) return false;
  return optionValue(entry)?.kind === 'literal' || isAnswer(entry.value, entry.place);
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
  return ts.isCallExpression(holder) && holder.expression !== owner;
}

/** A page of its own for update mode: it is done when Link is done, with nothing to exchange. */
function isUpdateOnly(call: Pick<LinkCreateCall, 'config'>): boolean {
  const { entries } = call.config;
  const onSuccess = entries.find((each) => each.option === 'onSuccess');
  const token = entries.find((each) => each.option === 'token');
  const isProp = token?.value !== undefined && /\b(this|props|state)\b/.test(token.value.getText());
  if (onSuccess === undefined || isProp) return false;
  const callback = onSuccess.value ?? onSuccess.node;
  return exchangeCallOf(callback, onSuccess.place) === undefined;
}

/** `oauthStateId` becomes the stored token and the address the bank returned to. */
export function returnedFromBank(entry: ConfigEntry, token: Token): FileEdit {
  const { node, place } = entry;
  const { path, text } = place.file;
  const start = node.getStart(place.script.source);
  if (ts.isExpressionStatement(node) && ts.isBinaryExpression(node.expression)) {
    const object = textOf(node.expression.left, place).replace(/(\.\w+|\[[^\]]*\])$/, '');
    return {
      path,
      start,
      end: node.expression.end,
      text: `${object}.receivedRedirectUri = window.location.href`,
    };
  }
  const isTypeScript = (place.script.source.flags & ts.NodeFlags.JavaScriptFile) === 0;
  const orNothing = isTypeScript ? ' || undefined' : '';
  if (token.kind === 'sometimes') {
    const value = entry.value === undefined ? 'true' : textOf(entry.value, place);
    const uri = `receivedRedirectUri: ${value} ? window.location.href : undefined`;
    return { path, start, end: node.end, text: uri };
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const between = /^[ \t]*$/.test(indent) ? `,${lineEndOf(text)}${indent}` : ', ';
  const quote = text.includes("'") ? "'" : '"';
  return {
    path,
    start,
    end: node.end,
    text:
      `token: localStorage.getItem(${quote}${STORED_TOKEN}${quote})${orNothing}${between}` +
      'receivedRedirectUri: window.location.href',
  };
}

function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

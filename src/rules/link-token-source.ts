import { ts } from 'ts-morph';
import { bare, bindingOf } from '../scan/bindings.ts';
import { textOf, type CodePlace } from '../scan/code-place.ts';
import { staticValue } from '../scan/static-value.ts';
import { symbolsOf } from '../scan/symbols.ts';
import { exchangeCallOf } from './exchange-call.ts';
import type { HttpCall } from './http-call.ts';
import { importedAs, relativeModule } from './imported-names.ts';
import { nameBook } from './name-book.ts';
import type { HttpClient, LinkTokenSource, RuleSettings } from './rule.ts';
import { siblingUrl, type UrlPiece } from './sibling-url.ts';

/** Where the page will ask for its token, and which names that code needs in scope. */
export interface FoundSource {
  readonly source: LinkTokenSource;
  /** Identifiers in `source`, as they stand in the site's script; the code must see all of them. */
  readonly names: readonly ts.Identifier[];
  /** False: no exchange call says it, and the URL is only a place to fill in. */
  readonly derived: boolean;
}

const PLACEHOLDER_URL = '/create_link_token';

/**
 * Where a page gets its link token: beside the URL its `onSuccess` takes the public token to, through
 * the same HTTP client, so that cookies, headers and prefixes are those the server already knows.
 */
export function linkTokenSource(
  onSuccess: ts.Node | undefined,
  place: CodePlace,
  settings: RuleSettings,
): FoundSource {
  const exchange = onSuccess === undefined ? undefined : exchangeCallOf(onSuccess, place);
  if (settings.linkTokenUrl !== undefined) {
    return { ...withUrl(quoted(settings.linkTokenUrl, place)), derived: true };
  }
  const found = exchange === undefined ? undefined : besideExchange(exchange, place);
  return found ?? { ...withUrl(quoted(PLACEHOLDER_URL, place)), derived: false };
}

function withUrl(url: string): Omit<FoundSource, 'derived'> {
  const source: LinkTokenSource = {
    url,
    client: { kind: 'fetch' },
    fetchOptions: [],
    configuration: undefined,
  };
  return { source, names: [] };
}

function besideExchange(exchange: HttpCall, place: CodePlace): FoundSource | undefined {
  const pieces = siblingUrl(piecesOf(exchange.url, exchange.place));
  if (pieces === undefined) return undefined;
  const inSameScript = exchange.place.script === place.script;
  const names = inSameScript ? namesIn(exchange.url) : [];
  if (!inSameScript && pieces.some((piece) => piece.kind === 'code')) return undefined;
  if (!pieces.every((piece) => piece.kind === 'text' || isPlain(piece.code))) return undefined;
  const url = rendered(pieces, exchange.url, place);
  const { client, receiver } = exchange;
  const source = { url, fetchOptions: [], configuration: undefined };
  if (!inSameScript) {
    return { source: { ...source, client: clientFor(exchange, place) }, names, derived: true };
  }
  if (client.kind !== 'fetch' && receiver !== undefined) {
    return {
      source: { ...source, client },
      names: [...names, ...namesIn(receiver)],
      derived: true,
    };
  }
  const options = carriedOptions(exchange);
  return {
    source: { ...source, client: { kind: 'fetch' }, fetchOptions: options.texts },
    names: [...names, ...options.names],
    derived: true,
  };
}

/**
 * The client of an exchange call in another file, for this one: its base URL, headers and interceptors
 * are how the server knows the user.
 */
function clientFor(exchange: HttpCall, place: CodePlace): HttpClient {
  const { receiver, client } = exchange;
  const isModule = place.file.kind === 'script' && place.script.scope === 'module';
  if (client.kind !== 'axios' || receiver === undefined || !isModule) return { kind: 'fetch' };
  const binding = bindingOf(receiver, exchange.place.script);
  if (binding?.kind !== 'import') return { kind: 'fetch' };
  const file = place.project.resolveImport(exchange.place.file.path, binding.module);
  const module = file === undefined ? binding.module : relativeModule(place.file.path, file.path);
  const name = binding.name === '*' ? 'default' : binding.name;
  const local = importedAs(module, name, place);
  if (local !== undefined) return { kind: 'axios', name: local };
  const wanted = nameBook(client.name, place).nameFor(module);
  return { kind: 'axios', name: wanted, from: { module, name } };
}

/** The pieces of a URL expression; names of constants are replaced by what they hold. */
function piecesOf(expression: ts.Expression, place: CodePlace): readonly UrlPiece[] {
  const node = bare(expression);
  if (ts.isTemplateExpression(node)) {
    return joined([
      { kind: 'text', text: node.head.text },
      ...node.templateSpans.flatMap((span): UrlPiece[] => [
        { kind: 'code', code: textOf(span.expression, place) },
        { kind: 'text', text: span.literal.text },
      ]),
    ]);
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return joined([...piecesOf(node.left, place), ...piecesOf(node.right, place)]);
  }
  if (ts.isStringLiteralLike(node)) return [{ kind: 'text', text: node.text }];
  const value = staticValue(node, place);
  return value.kind === 'literal' && typeof value.value === 'string' && value.value.includes('/')
    ? [{ kind: 'text', text: value.value }]
    : [{ kind: 'code', code: textOf(node, place) }];
}

function joined(pieces: readonly UrlPiece[]): readonly UrlPiece[] {
  const merged: UrlPiece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text') {
      merged[merged.length - 1] = { kind: 'text', text: last.text + piece.text };
    } else if (piece.kind === 'code' || piece.text !== '') {
      merged.push(piece);
    }
  }
  return merged;
}

/** Names and members of names: nothing that does something when it is evaluated again. */
function isPlain(code: string): boolean {
  return /^[\w$]+(\.[\w$]+)*$/.test(code) && !code.startsWith('this.') && code !== 'this';
}

function rendered(pieces: readonly UrlPiece[], like: ts.Expression, place: CodePlace): string {
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === 'text') return quoted(only.text, place);
  if (ts.isTemplateExpression(bare(like))) {
    const parts = pieces.map((piece) => (piece.kind === 'text' ? piece.text : `\${${piece.code}}`));
    return `\`${parts.join('')}\``;
  }
  return pieces
    .map((piece) => (piece.kind === 'text' ? quoted(piece.text, place) : piece.code))
    .join(' + ');
}

/** A string literal in the quotes most of the script uses. */
function quoted(text: string, place: CodePlace): string {
  const code = place.script.source.text;
  const single = code.split("'").length >= code.split('"').length;
  return single ? `'${text.replaceAll("'", "\\'")}'` : JSON.stringify(text);
}

function namesIn(node: ts.Node): readonly ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each) && !isMember(each)) names.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}

function isMember(name: ts.Identifier): boolean {
  const { parent } = name;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === name) ||
    (ts.isPropertyAssignment(parent) && parent.name === name)
  );
}

/** `credentials` and headers other than the body's type go along: they are how the server knows the user. */
function carriedOptions(exchange: HttpCall): {
  readonly texts: readonly string[];
  readonly names: readonly ts.Identifier[];
} {
  const texts: string[] = [];
  const names: ts.Identifier[] = [];
  for (const property of exchange.options?.properties ?? []) {
    if (!ts.isPropertyAssignment(property)) continue;
    const name = property.name.getText();
    if (name === 'credentials' || name === 'mode') texts.push(textOf(property, exchange.place));
    if (name !== 'headers') continue;
    const headers = bare(property.initializer);
    if (!ts.isObjectLiteralExpression(headers)) continue;
    const own = headers.properties.filter(
      (each) => !/^['"]?(content-type|accept)['"]?$/i.test(each.name?.getText() ?? ''),
    );
    if (own.length === 0) continue;
    texts.push(`headers: { ${own.map((each) => textOf(each, exchange.place)).join(', ')} }`);
    names.push(
      ...own.flatMap((each) => namesIn(ts.isPropertyAssignment(each) ? each.initializer : each)),
    );
  }
  return { texts, names };
}

/** The innermost function or file whose names include all of `names`. */
export function commonScope(names: readonly ts.Identifier[], place: CodePlace): ts.Node {
  let scope: ts.Node = place.script.source;
  for (const name of names) {
    const declaration = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
    if (declaration === undefined) continue;
    const own =
      ts.findAncestor(
        declaration.parent,
        (each) => ts.isFunctionLike(each) || ts.isSourceFile(each),
      ) ?? place.script.source;
    if (own.pos >= scope.pos && own.end <= scope.end) scope = own;
  }
  return scope;
}

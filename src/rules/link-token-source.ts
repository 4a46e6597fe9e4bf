import type { ts } from 'ts-morph';
import { bindingOf } from '../scan/bindings.ts';
import { textOf, type CodePlace } from '../scan/code-place.ts';
import { symbolsOf } from '../scan/symbols.ts';
import type { HttpClient, LinkTokenSource } from '../generate/link-token-source.ts';
import { carriedOptions, type CarriedOption } from './options/carried-options.ts';
import { exchangeCallOf } from './exchange/exchange-call.ts';
import { mutationOf } from './exchange/graphql-call.ts';
import type { HttpCall } from './exchange/http-call.ts';
import { importedAs, relativeModule } from './edits/imported-names.ts';
import type { LinkConfig } from './options/link-config.ts';
import { nameBook } from './name-book.ts';
import { isBoundToPlace, namesIn, spotSeeing, type CodeSpot } from './edits/name-scope.ts';
import type { OpenQuestion } from './open-question.ts';
import type { RuleSettings } from './rule.ts';
import { siblingName, siblingUrl, urlBelow, type UrlPiece } from './exchange/sibling-url.ts';
import { exchangeRoots } from './server/exchange-roots.ts';
import { submittedForm, type SubmittedForm } from './exchange/submitted-form.ts';
import { codeOf, isPlainCode, quotedIn, urlPieces, urlText } from './exchange/url-pieces.ts';

/** Where a page asks for its token, and where the code that does so goes. */
export interface FoundSource extends CodeSpot {
  readonly source: LinkTokenSource;
  /** What a person has to complete; undefined: nothing. */
  readonly open: OpenQuestion | undefined;
}

/** A place that opens Link. */
export interface LinkSite {
  readonly node: ts.Node;
  readonly place: CodePlace;
  readonly config: LinkConfig;
}

const PLACEHOLDER_URL = '/create_link_token';

/**
 * Where a page gets its link token: beside the URL its `onSuccess` takes the public token to, through
 * the same HTTP client, so that cookies, headers and prefixes are those the server already knows.
 * `reach`: whether the code may stand in a function, to see the names there. `kind`: what the code is.
 */
export function linkTokenSource(
  site: LinkSite,
  settings: RuleSettings,
  reach: 'file' | 'function' = 'function',
  kind: 'handler' | 'hook' = 'handler',
): FoundSource {
  const { config, place, node } = site;
  const spot = (names: readonly ts.Identifier[]): CodeSpot | undefined => {
    const found = spotSeeing(names, node, place);
    return reach === 'file' && found?.scope !== place.script.source ? undefined : found;
  };
  const onSuccess = config.entries.find((each) => each.option === 'onSuccess');
  const exchange =
    settings.linkTokenUrl !== undefined || onSuccess === undefined
      ? undefined
      : exchangeCallOf(onSuccess.value ?? onSuccess.node, onSuccess.place);
  const beside =
    exchange === undefined ? undefined : besideExchange(exchange, place, spot, OWN_NAMES[kind]);
  if (beside !== undefined) return beside;
  const form =
    settings.linkTokenUrl !== undefined || onSuccess === undefined || exchange !== undefined
      ? undefined
      : submittedForm(onSuccess.value ?? onSuccess.node, onSuccess.place);
  const url = form?.url ?? quotedIn(settings.linkTokenUrl ?? PLACEHOLDER_URL, place);
  return {
    source: { url, client: { kind: 'fetch' }, options: [], configuration: undefined },
    open: settings.linkTokenUrl === undefined ? questionOfForm(form) : undefined,
    ...(spot([]) ?? { scope: place.script.source, at: 0 }),
  };
}

function questionOfForm(form: SubmittedForm | undefined): OpenQuestion | undefined {
  if (form === undefined) return { kind: 'url' };
  return form.guarded ? { kind: 'guard' } : undefined;
}

type FindSpot = (names: readonly ts.Identifier[]) => CodeSpot | undefined;

function besideExchange(
  exchange: HttpCall,
  place: CodePlace,
  spot: FindSpot,
  own: ReadonlySet<string>,
): FoundSource | undefined {
  const mutation = mutationBeside(exchange);
  const pieces = siblingPieces(exchange, mutation);
  if (pieces === undefined) return undefined;
  if (!pieces.every((piece) => piece.kind !== 'code' || isPlainCode(piece.code))) return undefined;
  const isVisible = visibleIn(place, exchange, spot, own);
  const code = codeOf(exchange.url, pieces, exchange.place);
  if (!code.every(isVisible)) return undefined;
  const url = urlText(pieces, exchange.url, place);
  const client = clientHere(exchange, place, isVisible);
  // A name is no URL that another client could ask.
  if (client === undefined && isRemote(exchange)) return undefined;
  const carried = client === undefined ? undefined : carriedOptions(exchange);
  const options = carried?.options.filter((each) => each.nodes.every(isVisible)) ?? [];
  const names = [...code, ...usedNodes(exchange, client, options)].flatMap((each) =>
    isIn(each, place) ? namesIn(each, place) : [],
  );
  const at = spot(names);
  if (at === undefined) return undefined;
  const isWhole = carried?.complete === true && options.length === carried.options.length;
  const source: LinkTokenSource = {
    url,
    client: client ?? { kind: 'fetch' },
    options: options.map((each) => each.text),
    configuration: undefined,
    ...(mutation === undefined ? {} : { mutation }),
  };
  return { source, open: questionOf(exchange, client, isWhole), ...at };
}

function isRemote({ client }: HttpCall): boolean {
  return client?.kind === 'meteor' || client?.kind === 'callable' || client?.kind === 'apollo';
}

/** The field of a GraphQL server beside that of the exchange. */
function mutationBeside(exchange: HttpCall): string | undefined {
  const { url, client } = exchange;
  const field =
    client?.kind === 'apollo'
      ? /\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(url.getText())?.[1]
      : mutationOf(exchange);
  return field === undefined ? undefined : siblingName(field);
}

function siblingPieces(
  exchange: HttpCall,
  mutation: string | undefined,
): readonly UrlPiece[] | undefined {
  if (exchange.client?.kind === 'apollo') return [{ kind: 'text', text: mutation ?? '' }];
  const pieces = urlPieces(exchange.url, exchange.place, exchange.prefix);
  // A GraphQL server has one URL for everything.
  if (mutation !== undefined) return pieces;
  if (!isRemote(exchange)) {
    return urlBelow(pieces, exchangeRoots(exchange.place.project)) ?? siblingUrl(pieces);
  }
  const [name] = pieces;
  return name?.kind === 'text' ? [{ kind: 'text', text: siblingName(name.text) }] : undefined;
}

function questionOf(
  exchange: HttpCall,
  client: HttpClient | undefined,
  isWhole: boolean,
): OpenQuestion | undefined {
  if (client === undefined) {
    return { kind: 'client', through: textOf(exchange.node.expression, exchange.place) };
  }
  return isWhole ? undefined : { kind: 'headers' };
}

function usedNodes(
  { receiver }: HttpCall,
  client: HttpClient | undefined,
  options: readonly CarriedOption[],
): readonly ts.Node[] {
  const used = client === undefined || client.kind === 'fetch' || receiver === undefined;
  return [...(used ? [] : [receiver]), ...options.flatMap((each) => each.nodes)];
}

/** What generated code calls its own where it asks for the token: the same names mean something else there. */
const OWN_NAMES: Readonly<Record<'handler' | 'hook', ReadonlySet<string>>> = {
  handler: new Set('options handler loading wanted used load fetchToken linkToken show'.split(' ')),
  hook: new Set(
    (
      'options token setToken failed setFailed session sessionRef link linkToken latest latestRef openLink ' +
      'ready show load open stored request'
    ).split(' '),
  ),
};

/** Whether code of the exchange call means the same where the token is asked for; none that does not parse does. */
function visibleIn(
  place: CodePlace,
  exchange: HttpCall,
  spot: FindSpot,
  own: ReadonlySet<string>,
): (node: ts.Node) => boolean {
  const isBroken = exchange.place.script.syntaxErrors.length > 0;
  return (node) => {
    if (isBroken || isBoundToPlace(node)) return false;
    const names = namesIn(node, exchange.place);
    if (names.some(({ text }) => own.has(text))) return false;
    if (isIn(node, place)) return spot(names) !== undefined;
    // From another file only what is global there, and not taken here.
    const there = symbolsOf(exchange.place.script);
    return names.every(
      (name) => there.symbolOf(name) === undefined && !isDeclared(name.text, place),
    );
  };
}

function isIn(node: ts.Node, place: CodePlace): boolean {
  return node.getSourceFile() === place.script.source;
}

function isDeclared(name: string, place: CodePlace): boolean {
  const { source } = place.script;
  return source.statements.some((statement) =>
    namesIn(statement, place).some(
      (each) => each.text === name && symbolsOf(place.script).symbolOf(each) !== undefined,
    ),
  );
}

/** The client of the exchange call under its name in the site's script; undefined where it has none. */
function clientHere(
  exchange: HttpCall,
  place: CodePlace,
  isVisible: (node: ts.Node) => boolean,
): HttpClient | undefined {
  const { client, receiver } = exchange;
  if (client === undefined || client.kind === 'fetch' || receiver === undefined) return client;
  if (isIn(receiver, place)) return isVisible(receiver) ? client : undefined;
  const binding = bindingOf(receiver, exchange.place.script);
  if (binding?.kind === 'global') return isVisible(receiver) ? client : undefined;
  // A page has nothing that would bundle an import of its own.
  const isBundled = place.file.kind === 'script' || /\.(?:vue|svelte)$/.test(place.file.path);
  const isModule = isBundled && place.script.scope === 'module';
  if (binding?.kind !== 'import' || !isModule) return undefined;
  if (client.kind !== 'axios' && client.kind !== 'meteor') return undefined;
  const file = place.project.resolveImport(exchange.place.file.path, binding.module);
  const module = file === undefined ? binding.module : relativeModule(place, file.path);
  const name = binding.name === '*' ? 'default' : binding.name;
  const local = importedAs(module, name, place);
  if (local !== undefined) return { kind: client.kind, name: local };
  if (client.kind === 'meteor') return undefined;
  const wanted = nameBook(client.name, place).nameFor(module);
  return { kind: 'axios', name: wanted, from: { module, name } };
}

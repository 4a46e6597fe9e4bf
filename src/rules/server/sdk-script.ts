import { ts } from 'ts-morph';
import { fileStyle } from '../../codemod/generate/file-style.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { insertionPoint } from '../insertion-point.ts';
import { nameBook } from '../name-book.ts';
import { removeOrphans } from '../orphans.ts';
import { removeStatement } from '../remove-statement.ts';
import type { FileEdit, GeneratedCode, Marker, Site } from '../rule.ts';
import { sdkArguments, sdkMethodOf } from './sdk-arguments.ts';
import { raisedCall } from './sdk-call-edits.ts';
import { raisedClient } from './sdk-client-text.ts';
import { isPromisifyAll } from './sdk-clients.ts';
import type { SdkConstructor } from './sdk-constructor.ts';
import { enumEdits, requestEnumEdits } from './sdk-enums.ts';
import { endedEnvironment, endedText } from './sdk-environment.ts';
import { errorEdits, type ErrorStyle } from './sdk-error-edits.ts';
import { errorHandlers } from './sdk-errors.ts';
import { isIn, textWith } from './sdk-file-edits.ts';
import { SdkNames } from './sdk-names.ts';
import { clientUses, type ClientUse, type SdkUnit } from './sdk-unit.ts';

const CLIENT = 'sdk-client';
const CALL = 'sdk-call';
const VERSION = '^47.0.0';

/** What is found in a script and what becomes of it, before it is put into sites. */
interface Found {
  readonly rule: string;
  readonly range: Range;
  readonly message: string;
  readonly edits: readonly TextEdit[];
  readonly open?: string | undefined;
  readonly generates?: readonly GeneratedCode[];
}

/** The sites of one script of a package whose clients are raised. */
export function sdkScriptSites(unit: SdkUnit, place: CodePlace): readonly Site[] {
  const { source } = place.script;
  const style = errorStyleOf(place);
  const names = new SdkNames(place, style);
  const constructors = unit.constructors.filter((each) => each.place.script === place.script);
  const uses = clientUses(unit, place);
  if (constructors.length + uses.length + names.references.length === 0) return [];
  const isTaken = /\banswer\b/.test(source.text);
  const answer = nameBook(isTaken ? 'answerCallback' : 'answer', place).nameFor('callbacks');
  const handled = new Set<ts.Node>();
  const calls = uses.map((use) => callOf(use, unit, { names, style, answer, handled }));
  const environments = names.references
    .filter(({ name }) => name === 'environments')
    .flatMap(({ node }) => endedEnvironment(node, place) ?? []);
  const inside: TextEdit[] = [
    ...names.renames(() => false),
    ...environments.flatMap(({ edits }) => edits),
    ...calls.flatMap(({ edits }) => edits),
  ];
  const gone: ts.Node[] = [];
  const clients = constructors.map((made): Found => {
    const raised = constructorOf(made, names, inside, style);
    gone.push(...raised.gone);
    const own = environments.find(({ node }) => isIn(rangeOf(node, source), raised.range));
    return { ...raised, open: raised.open ?? own?.open };
  });
  const wrappers = promisified(unit, place);
  gone.push(...wrappers.gone);
  const replaced = clients.map(({ range }) => range);
  const isFree = (edit: Range): boolean => !replaced.some((range) => isIn(edit, range));
  const checks = calls.flatMap(({ edits }) => edits).filter(({ start, end }) => end > start);
  const isReplaced = (node: ts.Node): boolean => {
    const range = rangeOf(node, source);
    return [...replaced, ...checks].some((each) => isIn(range, each)) || isGone(node, gone);
  };
  const shared: TextEdit[] = [
    ...names.renames(isReplaced),
    ...names.imports(isReplaced),
    ...removeOrphans(gone, place),
    ...wrappers.edits,
  ];
  const loose = environments
    .filter(({ node }) => isFree(rangeOf(node, source)))
    .map(({ node, edits, open }): Found => ({
      rule: CLIENT,
      range: rangeOf(node, source),
      message: `${open}.`,
      edits,
      open,
    }));
  const all = [
    ...clients,
    ...loose,
    ...calls.map((each) => ({ ...each, edits: each.edits.filter(isFree) })),
  ];
  return sitesOf(withShared(all, shared, names, source), unit, place);
}

/** Edits of the whole file go with the first client, or with a site of their own. */
function withShared(
  all: readonly Found[],
  shared: readonly TextEdit[],
  names: SdkNames,
  source: ts.SourceFile,
): readonly Found[] {
  if (shared.length === 0) return all;
  const first = all.find(({ rule }) => rule === CLIENT);
  if (first !== undefined) {
    return all.map((each) =>
      each === first ? { ...each, edits: [...each.edits, ...shared] } : each,
    );
  }
  const [reference] = names.references;
  const range = reference === undefined ? shared[0] : rangeOf(reference.node, source);
  if (range === undefined) return all;
  const own: Found = {
    rule: CLIENT,
    range: { start: range.start, end: range.end },
    message: 'These names of the SDK are those of plaid 9 and later now.',
    edits: shared,
  };
  return [own, ...all];
}

function sitesOf(all: readonly Found[], unit: SdkUnit, place: CodePlace): readonly Site[] {
  const { path } = place.file;
  return all.map(({ rule, range, message, edits, open, generates }): Site => {
    const marker: Marker | undefined =
      open === undefined ? undefined : { path, position: range.start, text: open };
    return {
      rule,
      path,
      range,
      outcome: open === undefined ? 'rewritten' : 'needs-decision',
      message,
      ...(open === undefined ? {} : { next: `${asSentence(open)}.` }),
      edits: edits.map((edit): FileEdit => ({ path, ...edit })),
      together: `plaid ${unit.manifest}`,
      ...(marker === undefined ? {} : { marker }),
      ...(generates === undefined ? {} : { generates }),
      ...(rule === CLIENT ? { packages: [{ name: 'plaid', version: VERSION }] } : {}),
    };
  });
}

/** Code at the start of a sentence stays as it is written. */
function asSentence(text: string): string {
  return /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

interface CallContext {
  readonly names: SdkNames;
  readonly style: ErrorStyle;
  readonly answer: string;
  /** Names of errors whose handlers were looked at. */
  readonly handled: Set<ts.Node>;
}

function callOf(use: ClientUse, unit: SdkUnit, context: CallContext): Found {
  const { place, member, call, name } = use;
  const { source } = place.script;
  const range = rangeOf(call ?? member, source);
  const found = name === undefined ? undefined : sdkMethodOf(name);
  if (found === undefined || call === undefined || !ts.isPropertyAccessExpression(member)) {
    const what = name ?? 'A method that is chosen when the code runs';
    return {
      rule: CALL,
      range,
      message: `${what} is one of an older SDK, and is not called by its name here.`,
      edits: [],
      open: 'call the method of the current SDK, which takes one request and answers with { data }',
    };
  }
  const { method } = found;
  if (method.current === undefined) {
    const note = (method.note ?? '').replace(/\.$/, '');
    return {
      rule: CALL,
      range,
      message: `Nothing replaces ${method.name} in the current SDK.`,
      edits: [],
      open: `${method.name} is gone. ${note}`,
    };
  }
  const given = sdkArguments(call, method, unit.major, place);
  if (given.kind === 'unclear') {
    return {
      rule: CALL,
      range,
      message: `${method.name} is ${method.current} today; which of its arguments is what cannot be told.`,
      edits: [],
      open: `call ${method.current} with one request: { ${method.parameters.map(({ field }) => field).join(', ')} }`,
    };
  }
  const raised = raisedCall(call, member.name, method, given, {
    answer: context.answer,
    countries: countriesOf(given, context),
    place,
    style: context.style,
  });
  const typed = context.style.typescript ? typedEdits(given, context.names, place) : [];
  const errors = given.callback === undefined ? handlersOf(call, place, context) : none;
  const leak = errors.leaked
    ? ' Errors hold the secret of the request now, so only what Plaid answered goes on.'
    : '';
  return {
    rule: CALL,
    range,
    message: `${name ?? ''} is ${raised.current} in the current SDK.${leak}`,
    edits: [...raised.edits, ...typed, ...errors.edits],
    open: raised.open,
    ...(given.callback === undefined ? {} : { generates: answerCode(call, place, context.answer) }),
  };
}

const none = { edits: [], leaked: false };

function countriesOf(
  given: Exclude<ReturnType<typeof sdkArguments>, { kind: 'unclear' }>,
  { names, style }: CallContext,
): string {
  const isNeeded = given.kind === 'fields' && given.fields.some((field) => 'text' in field);
  if (!isNeeded || !style.typescript) return `[${style.quote}US${style.quote}]`;
  return `[${names.write('CountryCode')}.Us]`;
}

function typedEdits(
  given: Exclude<ReturnType<typeof sdkArguments>, { kind: 'unclear' }>,
  names: SdkNames,
  place: CodePlace,
): TextEdit[] {
  if (given.kind === 'request') {
    return given.request === undefined ? [] : requestEnumEdits(given.request, names, place);
  }
  return given.fields.flatMap((field) =>
    'value' in field ? enumEdits(field.name, field.value, names, place) : [],
  );
}

function handlersOf(
  call: ts.CallExpression,
  place: CodePlace,
  { handled, style }: CallContext,
): { readonly edits: readonly TextEdit[]; readonly leaked: boolean } {
  const edits: TextEdit[] = [];
  let leaked = false;
  for (const handler of errorHandlers(call, place)) {
    const key = handler.kind === 'named' ? handler.name : handler.callee;
    if (handled.has(key)) continue;
    handled.add(key);
    const own = errorEdits(handler, place, style);
    edits.push(...own.edits);
    leaked ||= own.leaked;
  }
  return { edits, leaked };
}

function answerCode(
  call: ts.CallExpression,
  place: CodePlace,
  name: string,
): readonly GeneratedCode[] {
  const { source } = place.script;
  const at = insertionPoint(call, source, place) ?? source.getStart();
  const statusCode = /\bstatus_code\b/.test(source.text);
  return [{ kind: 'sdk-answer', name, at, scope: source.pos, statusCode }];
}

function constructorOf(
  made: SdkConstructor,
  names: SdkNames,
  inside: readonly TextEdit[],
  style: ErrorStyle,
): Found & { readonly gone: readonly ts.Node[] } {
  const { node, place } = made;
  const { source } = place.script;
  const range = rangeOf(node, source);
  if (made.form !== 'positional' && made.form !== 'object') {
    return { rule: CLIENT, range, message: '', edits: [], gone: [] };
  }
  const write = { client: names.write('PlaidApi'), configuration: names.write('Configuration') };
  const inner = (part: ts.Node): string => textWith(part, inside, source);
  const raised = raisedClient(node, made.arguments, write, inner, place, style);
  const version =
    raised.version === undefined || raised.version === '2020-09-14'
      ? ''
      : ' Answers are those of version 2020-09-14 of the API now.';
  return {
    rule: CLIENT,
    range,
    message: `The client is PlaidApi of plaid ${VERSION.slice(1)}, which mints link tokens: install it.${version}`,
    edits: raised.edits,
    open: endedText(made.arguments.env) ?? raised.open,
    gone: raised.gone,
  };
}

/** What bluebird made promises of: the current client does so by itself. */
function promisified(
  { clients }: SdkUnit,
  place: CodePlace,
): { readonly edits: readonly TextEdit[]; readonly gone: readonly ts.Node[] } {
  const { source } = place.script;
  const edits: TextEdit[] = [];
  const gone: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const [client] = ts.isCallExpression(node) && isPromisifyAll(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && client !== undefined && clients.isClient(client, place)) {
      if (ts.isExpressionStatement(node.parent)) {
        const { start, end, text } = removeStatement(node.parent, place);
        edits.push({ start, end, text });
      } else {
        edits.push(
          { start: node.getStart(source), end: client.getStart(source), text: '' },
          { start: client.end, end: node.end, text: '' },
        );
      }
      gone.push(node.expression);
    }
    ts.forEachChild(node, visit);
  };
  if (source.text.includes('promisifyAll')) visit(source);
  return { edits, gone };
}

function errorStyleOf(place: CodePlace): ErrorStyle {
  const style = fileStyle(place.script);
  const { text } = place.script.source;
  const manifest = place.project.manifestOf(place.file.path);
  const typescript = Number(/\d+/.exec(manifest?.dependencies.get('typescript') ?? '5')?.[0]);
  return {
    ...style,
    optionalChains:
      /\?\.[a-z[(]|\?\? /i.test(text) ||
      (style.typescript ? typescript >= 4 : manifest?.type === 'module'),
    typedCatch: typescript >= 4,
  };
}

function isGone(node: ts.Node, gone: readonly ts.Node[]): boolean {
  return gone.some((each) => each.pos <= node.pos && node.end <= each.end);
}

function rangeOf(node: ts.Node, source: ts.SourceFile): Range {
  return { start: node.getStart(source), end: node.end };
}

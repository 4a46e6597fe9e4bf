import type { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { nameBook } from '../name-book.ts';
import { removeOrphans } from '../edits/orphans.ts';
import type { FileEdit, Site } from '../rule.ts';
import { raisedClient } from './sdk-client-text.ts';
import type { SdkConstructor } from './sdk-constructor.ts';
import { endedEnvironment, endedText } from './sdk-environment.ts';
import { errorStyle, type ErrorStyle } from './sdk-error-style.ts';
import { isIn, textWith } from './sdk-file-edits.ts';
import { callOf } from './sdk-found-call.ts';
import { CLIENT, rangeOf, sitesOf, VERSION, withShared, type Found } from './sdk-found.ts';
import { SdkNames } from './sdk-names.ts';
import { promisified } from './sdk-promisified.ts';
import { removeSettings } from './sdk-settings.ts';
import { clientUses, type SdkUnit } from './sdk-unit.ts';

/** The sites of one script of a package whose clients are raised. */
export function sdkScriptSites(
  unit: SdkUnit,
  place: CodePlace,
  handled: Set<string>,
): readonly Site[] {
  const { source } = place.script;
  const style = errorStyle(place, unit.major);
  const names = new SdkNames(place, style);
  const constructors = unit.constructors.filter((each) => each.place.script === place.script);
  const uses = clientUses(unit, place);
  if (constructors.length + uses.length + names.references.length === 0) return [];
  const context = { names, style, answer: answerName(place), handled };
  const calls = uses.map((use) => callOf(use, unit, context));
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
    const { open, gone: own, ...raised } = constructorOf(made, names, inside, style);
    gone.push(...own);
    const ended = environments.find(({ node }) => isIn(rangeOf(node, source), raised.range));
    return Object.assign(raised, { open: open ?? ended?.open });
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
    ...withoutPath(removeOrphans(gone, place), place),
    ...withoutPath(removeSettings(gone, place), place),
    ...wrappers.edits,
  ];
  const loose = environments
    .filter(({ node }) => isFree(rangeOf(node, source)))
    .map(({ node, name, edits, open }): Found => ({
      rule: CLIENT,
      range: rangeOf(node, source),
      message: `The environment ${name} is no more.`,
      edits,
      open,
    }));
  const all = [
    ...clients,
    ...loose,
    ...calls.map((each): Found => Object.assign(each, { edits: each.edits.filter(isFree) })),
  ];
  return sitesOf(withShared(all, shared, names, source), unit, place);
}

function withoutPath(edits: readonly FileEdit[], place: CodePlace): TextEdit[] {
  return edits
    .filter(({ path }) => path === place.file.path)
    .map(({ start, end, text }) => ({ start, end, text }));
}

/** A short name for what hands answers to callbacks, if the script has not one of that name. */
function answerName(place: CodePlace): string {
  const isTaken = /\banswer\b/.test(place.script.source.text);
  return nameBook(isTaken ? 'answerCallback' : 'answer', place).nameFor('callbacks');
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
    message: `The client is PlaidApi of plaid ${VERSION.slice(1)}, which mints link tokens: install it.${version}${compilerNote(place)}`,
    edits: raised.edits,
    open: endedText(made.arguments.env) ?? raised.open,
    gone: raised.gone,
  };
}

/** The SDK's types are axios's, which older compilers cannot parse (tried with 4.0 and 4.1). */
function compilerNote(place: CodePlace): string {
  const manifest = place.project.manifestOf(place.file.path);
  const range = manifest?.dependencies.get('typescript') ?? '';
  const [major = 5, minor = 0] = (/^[~^]?(\d+)\.(\d+)/.exec(range)?.slice(1) ?? []).map(Number);
  const isTypescript = /\.[cm]?tsx?$/.test(place.file.path);
  // `^4.0.0` lets 4.9 in.
  const isOld = major < 4 || (major === 4 && minor === 0 && range.startsWith('~'));
  return isTypescript && isOld
    ? ` Its types need TypeScript 4.1 or newer, where this package asks for ${range}.`
    : '';
}

function isGone(node: ts.Node, gone: readonly ts.Node[]): boolean {
  return gone.some((each) => each.pos <= node.pos && node.end <= each.end);
}

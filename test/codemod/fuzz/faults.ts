import { rules } from '../../../src/rules/index.ts';
import { nativeCodeOf } from '../../../src/scan/native/native-code.ts';
import type { ScannedFile } from '../../../src/scan/scanned-file.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';
import type { FixtureOptions } from '../fixture.ts';
import { migrate, type Files, type Migration } from '../migrate.ts';
import { KEEPSAKES } from './keep-meaning.ts';

/** What may never happen, whatever is put in; empty when all is well. */
export function faultsOf(
  input: Files,
  { only, ...settings }: FixtureOptions,
  keepsMeaning: boolean,
): readonly string[] {
  const chosen = only === undefined ? rules : rules.filter(({ id }) => only.includes(id));
  const first = migrate(input, chosen, settings);
  const second = migrate(first.files, chosen, settings);
  return [
    ...failures(first).map((each) => `the run: ${each}`),
    ...syntaxFaults(input, first.files),
    ...lineEndFaults(input, first),
    ...leaks(input, first),
    ...failures(second).map((each) => `the second run: ${each}`),
    ...secondRunFaults(first, second),
    ...(keepsMeaning ? lostKeepsakes(input, first.files) : []),
  ];
}

/** What the plan itself calls a bug of ours. */
function failures({ plan }: Migration): string[] {
  return plan.files.flatMap(({ path, problem, before }) => {
    if (problem === undefined || problem.kind === 'unparsable') return [];
    const { kind, message, stack } = problem;
    return isOddComment(message, before) ? [] : [`${path}: ${kind}: ${stack ?? message}`];
  });
}

/** A comment in the midst of what is replaced: the file stays as it is, and says so. */
function isOddComment(message: string, before: string): boolean {
  const line = /^a comment is lost \(line (\d+)\)$/.exec(message)?.[1];
  if (line === undefined) return false;
  return before.split('\n')[Number(line) - 1]?.includes('/* note ') === true;
}

/** Nothing may parse worse than before, and what does not parse stays as it is. */
function syntaxFaults(before: Files, after: Files): string[] {
  const [was, is] = [memoryProject(before), memoryProject(after)];
  return [...before.keys()].flatMap((path) => {
    const [old, now] = [was.load(path), is.load(path)];
    if (old === undefined || now === undefined || old.text === now.text) return [];
    const natives = nativeCodeOf(old)?.errors.length ?? 0;
    if (natives > 0) return [`${path}: changed, though it does not parse`];
    const worse = nativeCodeOf(now)?.errors ?? [];
    if (worse.length > 0) return worse.map(({ message }) => `${path}: the output: ${message}`);
    const broken = old.scripts.filter(({ syntaxErrors }) => syntaxErrors.length > 0);
    if (broken.length === 0) return errorsOf(now).map((each) => `${path}: the output: ${each}`);
    if (old.kind === 'script') return [`${path}: changed, though it does not parse`];
    return broken
      .flatMap(({ blocks }) => blocks.map(({ start, end }) => old.text.slice(start, end)))
      .filter((code) => !now.text.includes(code))
      .map(() => `${path}: code that does not parse was changed`);
  });
}

function errorsOf({ scripts }: ScannedFile): string[] {
  return scripts.flatMap(({ syntaxErrors }) => syntaxErrors.map(({ message }) => message));
}

/** Files that end their lines in one way do so afterwards, and no byte order mark slips in. */
function lineEndFaults(input: Files, { plan, files }: Migration): string[] {
  const ends = [...files].flatMap(([path, text]) => {
    const before = input.get(path);
    // A new file has those of the file it serves.
    if (before === undefined) return [];
    if (!/\r/.test(before)) return /\r/.test(text) ? [`${path}: has CR now`] : [];
    if (/(?<!\r)\n|\r(?!\n)/.test(before)) return [];
    return /(?<!\r)\n|\r(?!\n)/.test(text) ? [`${path}: has lines without CRLF now`] : [];
  });
  const marks = plan.files.filter(
    ({ path, bom, after, created }) =>
      created !== true &&
      (bom !== (input.get(path) ?? '').startsWith('\uFEFF') ||
        (after.startsWith('\uFEFF') && !(input.get(path) ?? '').startsWith('\uFEFF\uFEFF'))),
  );
  return [...ends, ...marks.map(({ path }) => `${path}: another byte order mark`)];
}

/** Keys and tokens of the input in what is printed. */
function leaks(input: Files, { plan }: Migration): string[] {
  const secrets = new Set(
    [...input.values()].flatMap((text) => [...text.matchAll(KEY)].map((match) => match[1] ?? '')),
  );
  const printed = JSON.stringify(
    plan.files.map(({ findings, problem }) => [findings, problem?.message]),
  );
  return [...secrets].filter((each) => printed.includes(each)).map(() => 'a key is printed');
}

/** A literal of twelve and more characters with a digit, where a key or a token belongs. */
const KEY = /(?:key|secret|token)["'`\]]?\s*[:=]\s*\{?\s*["'`](?=[^"'`]*\d)([\w-]{12,})["'`]/gi;

function secondRunFaults(first: Migration, second: Migration): string[] {
  const changed = [...second.files].filter(([path, text]) => first.files.get(path) !== text);
  const rewritten = second.plan.files.flatMap(({ path, findings }) =>
    findings
      .filter(({ outcome }) => outcome === 'rewritten')
      .map(({ rule, message }) => `${path}: the second run says rewritten: [${rule}] ${message}`),
  );
  return [...changed.map(([path]) => `${path}: changed by the second run`), ...rewritten];
}

/** Statements that have nothing to do with Link are there once, and comments but for those of what goes. */
function lostKeepsakes(before: Files, after: Files): string[] {
  return [...before].flatMap(([path, text]) => {
    const result = after.get(path) ?? '';
    // The settings of a request go along into the request for the token.
    const left = /beforeSend/.test(text) ? 0 : keepsakesOf(result).length;
    const lost = lostLines(text.split('\n'), result).map((line) => `${path}: lost ${line}`);
    // An endpoint asks first what the exchange beside it asks.
    const isBeside = minted(result) > minted(text);
    return left > keepsakesOf(text).length && !isBeside
      ? [`${path}: a statement is doubled`]
      : lost;
  });
}

function minted(text: string): number {
  return text.match(/\.(?:linkTokenCreate|createLinkToken)\(/g)?.length ?? 0;
}

/** Lines with keepsakes that are gone. They may go with the code they stand in, and comments with the next line. */
function lostLines(lines: readonly string[], result: string): string[] {
  const resulting = new Set(result.split('\n').map((line) => line.trim()));
  const isOther = (line: string) => keepsakesOf(line).length === 0 && /\w/.test(line);
  const isGone = (line: string | undefined) => !resulting.has(line?.trim() ?? '');
  return lines.flatMap((line, index) => {
    const [kept] = keepsakesOf(line);
    if (kept === undefined || keepsakesOf(result).includes(kept)) return [];
    const isComment = /\/\/|<!--/.test(line);
    const below = isGone(lines.slice(index + 1).find(isOther));
    const above = isGone(lines.slice(0, index).findLast(isOther));
    return below && (isComment || above) ? [] : [line.trim()];
  });
}

function keepsakesOf(text: string): readonly string[] {
  return text.match(KEEPSAKES) ?? [];
}

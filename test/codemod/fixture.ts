import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { CollectedRequest, Finding } from '../../src/codemod/codemod-plan.ts';
import type { RuleSettings } from '../../src/rules/rule.ts';
import type { Files, Migration } from './migrate.ts';

/**
 * A folder `test/fixtures/<rule>/<case>/`. One file: `input.<ext>` and `expected.<ext>`; a tree: `input/`
 * and `expected/`, which holds the files that change and no others. Without `expected` nothing changes.
 * `findings.json` and `requests.json` say what is reported, and are absent where nothing is.
 */
export interface Fixture {
  readonly folder: string;
  readonly input: Files;
  /** The files that change. */
  readonly expected: Files;
  readonly findings: readonly FixtureFinding[];
  readonly requests: readonly FixtureRequest[];
  readonly options: FixtureOptions;
}

/** `options.json`: what the user would give on the command line. */
export interface FixtureOptions extends RuleSettings {
  readonly only?: readonly string[];
}

/** What a fixture says of a finding. `rule` is the kind of problem for a file that failed. */
export type FixtureFinding = Pick<Finding, 'outcome' | 'message'> & {
  readonly rule: string;
  /** Left out where the input is one file. */
  readonly path?: string;
  readonly line: number;
};

/** What a fixture says of a request to Plaid. */
export type FixtureRequest = CollectedRequest['request'] & {
  readonly lines: readonly string[];
};

const OWN = new Set([
  'findings.json',
  'requests.json',
  'options.json',
  // What `test/rules/webhooks/handlers.test.ts` finds in folders `webhook-*`.
  'handlers.json',
  // What `test/rules/languages/replacements.test.ts` finds in folders of languages that are not rewritten.
  'replacements.txt',
  'input',
  'expected',
]);

/** Reads a fixture and refuses what is of no use in it. */
export function readFixture(folder: string): Fixture {
  const entries = readdirSync(folder);
  const single = entries.filter((name) => name.startsWith('input.'));
  const [input] = single;
  if (single.length + Number(entries.includes('input')) !== 1) {
    throw new Error(`${folder}: there is to be one input.<ext> or a folder input/.`);
  }
  const expected = input === undefined ? 'expected' : `expected${input.slice('input'.length)}`;
  const unused = entries.filter((name) => {
    if (name === input || name === expected) return false;
    return !OWN.has(name) || (input !== undefined && (name === 'input' || name === 'expected'));
  });
  if (unused.length > 0) throw new Error(`${folder}: nothing reads ${unused.join(', ')}.`);
  const files = readTree(join(folder, input ?? 'input'), input);
  const changed = readTree(join(folder, expected), input);
  for (const [path, text] of changed) {
    if (files.get(path) === text) throw new Error(`${folder}: ${path} is expected unchanged.`);
  }
  return {
    folder,
    input: files,
    expected: changed,
    findings: readJson(folder, 'findings', []),
    requests: readJson(folder, 'requests', []),
    options: readJson(folder, 'options', {}),
  };
}

/** What a run made of a fixture's input, in the fixture's own terms. */
export function outcomeOf(
  { input }: Pick<Fixture, 'input'>,
  { plan, files }: Migration,
): Pick<Fixture, 'expected' | 'findings' | 'requests'> {
  const isSingle = input.size === 1;
  const place = (path: string) => (isSingle ? {} : { path });
  return {
    expected: new Map([...files].filter(([path, text]) => input.get(path) !== text)),
    findings: plan.files.flatMap(({ path, problem, findings }) => [
      ...(problem === undefined
        ? []
        : [
            {
              rule: problem.kind,
              outcome: 'manual' as const,
              ...place(path),
              line: problem.line ?? 1,
              message: problem.message,
            },
          ]),
      ...findings.map(({ rule, outcome, line, message }) => ({
        rule,
        outcome,
        ...place(path),
        line,
        message,
      })),
    ]),
    requests: plan.requests.map(({ request, sites }) => ({
      ...request,
      lines: sites.map(({ path, line }) => (isSingle ? String(line) : `${path}:${String(line)}`)),
    })),
  };
}

/** Makes a fixture say what a run made of it. */
export function updateFixture(
  { folder, expected: old }: Fixture,
  { expected, findings, requests }: Pick<Fixture, 'expected' | 'findings' | 'requests'>,
): void {
  const isTree = statSync(join(folder, 'input'), { throwIfNoEntry: false }) !== undefined;
  const target = (path: string) =>
    isTree ? join(folder, 'expected', path) : join(folder, `expected${path.slice('input'.length)}`);
  for (const path of old.keys()) rmSync(target(path));
  for (const [path, text] of expected) {
    mkdirSync(dirname(target(path)), { recursive: true });
    writeFileSync(target(path), text);
  }
  writeJson(folder, 'findings', findings);
  writeJson(folder, 'requests', requests);
}

function readTree(path: string, single: string | undefined): Map<string, string> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return new Map();
  if (single !== undefined) return new Map([[single, readFileSync(path, 'utf8')]]);
  const names = readdirSync(path, { recursive: true, withFileTypes: true });
  return new Map(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [relative(path, file), readFileSync(file, 'utf8')]),
  );
}

function readJson<Value>(folder: string, name: string, none: Value): Value {
  const path = join(folder, `${name}.json`);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return none;
  const value: Value = JSON.parse(readFileSync(path, 'utf8'));
  return value;
}

function writeJson(folder: string, name: string, list: readonly unknown[]): void {
  const path = join(folder, `${name}.json`);
  if (list.length === 0) rmSync(path, { force: true });
  else writeFileSync(path, `${JSON.stringify(list, undefined, 2)}\n`);
}

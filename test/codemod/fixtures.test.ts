import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { languageRules } from '../../src/rules/languages/language-rules.ts';
import { webhookRules } from '../../src/rules/webhooks/webhook-rules.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';
import { loadGrammarsFor } from '../../src/scan/native/load-grammars-for.ts';
import { outcomeOf, readFixture, updateFixture, type Fixture } from './fixture.ts';
import { migrate, type Files } from './migrate.ts';

const root = join(import.meta.dirname, '..', 'fixtures');
const folders = globSync('*/*', { cwd: root }).toSorted();

await loadGrammarsFor(['.swift', '.kt', '.java', '.dart']);

/** `vitest -u`: the fixtures are made to say what the rules do. Read the diff. */
function isUpdating(): boolean {
  const state: unknown = expect.getState().snapshotState;
  if (typeof state !== 'object' || state === null || !('_updateSnapshot' in state)) {
    throw new TypeError('This version of vitest does not say whether -u was given.');
  }
  const update: unknown = Reflect.get(state, '_updateSnapshot');
  return update === 'all';
}

describe.skipIf(folders.length === 0).each(folders)('%s', (name) => {
  const folder = join(root, name);

  test('becomes what is expected, with the findings and requests that are expected', () => {
    const fixture = readFixture(folder);
    const outcome = outcomeOf(fixture, run(fixture));
    if (isUpdating()) updateFixture(fixture, outcome);
    const { expected, findings, requests } = isUpdating() ? readFixture(folder) : fixture;
    expect(Object.fromEntries(outcome.expected)).toEqual(Object.fromEntries(expected));
    expect(outcome.findings).toEqual(findings);
    expect(outcome.requests).toEqual(requests);
  });

  test('is left alone by a second run', () => {
    const fixture = readFixture(folder);
    const first = run(fixture).files;
    const second = run({ ...fixture, input: first });
    expect(Object.fromEntries(second.files)).toEqual(Object.fromEntries(first));
    expect(
      second.plan.files.flatMap(({ findings }) =>
        findings.filter(({ outcome }) => outcome === 'rewritten'),
      ),
    ).toEqual([]);
  });

  test('has no syntax error that it did not have', () => {
    const fixture = readFixture(folder);
    expect(syntaxErrors(run(fixture).files)).toEqual(syntaxErrors(fixture.input));
  });

  test('keeps its line ends: with CRLF it becomes the same with CRLF', () => {
    const fixture = readFixture(folder);
    const crlf = (files: Files) => mapTexts(files, (text) => text.replaceAll(/\r?\n/g, '\r\n'));
    const twin = run({ ...fixture, input: crlf(fixture.input) }).files;
    const expected = crlf(run(fixture).files);
    // What has CRLF in places has a test of its own: the fixture.
    if ([...fixture.input.values()].some((text) => text.includes('\r\n'))) return;
    expect(Object.fromEntries(twin)).toEqual(Object.fromEntries(expected));
  });

  test('keeps its byte order mark', () => {
    const fixture = readFixture(folder);
    const marked = (files: Files) =>
      mapTexts(files, (text, path) =>
        path.endsWith('.json') || text.startsWith('\uFEFF') ? text : `\uFEFF${text}`,
      );
    const twin = run({ ...fixture, input: marked(fixture.input) }).files;
    expect(Object.fromEntries(twin)).toEqual(Object.fromEntries(marked(run(fixture).files)));
  });
});

test('every folder of fixtures holds cases, and nothing else', () => {
  const stray = globSync('{*,*/*}', { cwd: root, withFileTypes: true }).filter(
    (entry) => !entry.isDirectory(),
  );
  expect(stray.map((entry) => join(entry.parentPath, entry.name))).toEqual([]);
});

/** Speaks up wherever a page has no server, as in most fixtures: those it is about ask for it. */
const ANYWHERE = 'link-token-elsewhere';

function run({ folder, input, options }: Pick<Fixture, 'folder' | 'input' | 'options'>) {
  const { only, ...settings } = options;
  // What only `report` says.
  if (basename(dirname(folder)).startsWith('webhook-')) {
    return migrate(input, webhookRules, settings, 'plaid-or-webhooks');
  }
  // What only `report` says, and leaves to rules that rewrite the place.
  const reported = languageRules([]).filter(({ id }) => id === basename(dirname(folder)));
  if (reported.length > 0) return migrate(input, reported, settings);
  const chosen = rules.filter(({ id }) => only?.includes(id) ?? id !== ANYWHERE);
  return migrate(input, chosen, settings);
}

function syntaxErrors(files: Files): string[] {
  const project = memoryProject(files);
  return [...files.keys()].flatMap((path) => {
    const scripts = project.load(path)?.scripts ?? [];
    return scripts.flatMap((script) =>
      script.syntaxErrors.map(({ message }) => `${path}: ${message}`),
    );
  });
}

function mapTexts(files: Files, change: (text: string, path: string) => string): Files {
  return new Map([...files].map(([path, text]) => [path, change(text, path)]));
}

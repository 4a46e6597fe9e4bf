import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { redactSource } from '../../../src/codemod/redact-source.ts';
import { languageRules } from '../../../src/rules/languages/language-rules.ts';
import { leftoversBesides } from '../../../src/rules/languages/besides.ts';
import { foreignSdkCall } from '../../../src/rules/languages/foreign-sdk-call.ts';
import type { Rule, Site } from '../../../src/rules/rule.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';
import { readFixture } from '../../codemod/fixture.ts';

const root = join(import.meta.dirname, '..', '..', 'fixtures');
const own = languageRules([]);
const folders = globSync(`{${own.map(({ id }) => id).join()}}/*`, { cwd: root }).toSorted();

describe.each(folders)('%s', (name) => {
  test('says what to do, and with which code', async () => {
    const project = memoryProject(readFixture(join(root, name)).input);
    const sites = [...project.files.values()].flatMap((file) =>
      own
        .filter((rule) => name.startsWith(`${rule.id}/`) && rule.mightApply(file.text))
        .flatMap((rule) => rule.find(file, project, {})),
    );
    const said = sites.map((site) => described(site, project.load(site.path)?.text ?? ''));
    const file = join(root, name, 'replacements.txt');
    await expect(said.length === 0 ? 'none\n' : said.join('\n')).toMatchFileSnapshot(file);
  });
});

test('what is to be written holds nothing that is taken for a secret', () => {
  const codes = folders.flatMap((name) => {
    const project = memoryProject(readFixture(join(root, name)).input);
    return [...project.files.values()].flatMap((file) =>
      own
        .filter((rule) => rule.mightApply(file.text))
        .flatMap((rule) => rule.find(file, project, {}))
        .flatMap(({ replacement }) => replacement ?? []),
    );
  });
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.map(redactSource)).toEqual(codes);
});

/** Where, what to do, and the code. */
function described({ path, range, next, replacement }: Site, text: string): string {
  const line = text.slice(0, range.start).split('\n').length;
  const code =
    replacement === undefined ? [] : replacement.split('\n').map((each) => `  | ${each}`.trimEnd());
  return [`${path}:${String(line)}`, `  ${next ?? ''}`, ...code, ''].join('\n');
}

test('leaves a place to another rule that speaks of it', () => {
  const path = 'bank.py';
  const text =
    'import plaid\nclient.Item.public_token.create(a)\nclient.Item.public_token.create(b)\n';
  const project = memoryProject(new Map([[path, text]]));
  const file = project.load(path);
  const start = text.indexOf('client');
  const site: Site = {
    rule: 'other',
    path,
    range: { start, end: start + 6 },
    outcome: 'rewritten',
    message: '',
    edits: [],
  };
  const other: Rule = { ...foreignSdkCall, id: 'other', find: () => [site] };
  const sites = languageRules([other]).flatMap((rule) =>
    file === undefined ? [] : rule.find(file, project, {}),
  );
  expect(sites.map(({ range }) => text.slice(range.start, range.end))).toEqual([
    'client.Item.public_token.create(b)',
  ]);
});

test('is not said of a key in another language once more', () => {
  const path = 'client.rb';
  const text = "Plaid::Client.new(env: :sandbox, public_key: ENV['PLAID_PUBLIC_KEY'])\n";
  const project = memoryProject(new Map([[path, text]]));
  const leftover = (start: number): Site => ({
    rule: 'leftover',
    path,
    range: { start, end: start + 4 },
    outcome: 'manual',
    message: '',
    edits: [],
  });
  const inside = leftover(text.indexOf('PLAID'));
  const behind = leftover(text.length);
  const rule: Rule = { ...foreignSdkCall, findLeftovers: () => [inside, behind] };
  const quiet = leftoversBesides(rule, [foreignSdkCall]);
  expect(quiet.findLeftovers?.(project, [])).toEqual([behind]);
});

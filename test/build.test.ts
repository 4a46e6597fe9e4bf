import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const dist = join(import.meta.dirname, '..', 'dist');
const built = globSync('**/*.js', { cwd: dist }).map((file) =>
  readFileSync(join(dist, file), 'utf8'),
);

test('the built program has of the compiler what it uses', () => {
  expect(built.some((text) => text.includes('function isCallExpression('))).toBe(true);
  expect(built.filter((text) => /function createTypeChecker\(|from "ts-morph"/.test(text))).toEqual(
    [],
  );
});

test('a run loads few files', () => {
  // Each costs a start a third of a millisecond; rolldown makes one of every module that is shared.
  expect(filesOf('chunks/codemod.js').size).toBeLessThan(8);
});

test('the built program loads no library but its dependencies', () => {
  const { dependencies, optionalDependencies } = manifest;
  const known = new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies)]);
  const imported = built.flatMap((text) =>
    [...text.matchAll(/^import .*? from "([^."][^"]*)";$/gm)].map((match) => match[1] ?? ''),
  );
  const packages = imported
    .filter((name) => !name.startsWith('node:'))
    .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
  expect([...new Set(packages)].filter((name) => !known.has(name))).toEqual([]);
});

test('the licence of what is built in is with it', () => {
  const notices = readFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const libraries = built.flatMap((text) =>
    [...text.matchAll(/^\/\/ \S*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)].map(([, name]) => name),
  );
  expect(new Set(libraries)).toContain('commander');
  for (const name of new Set(libraries)) expect(notices).toMatch(new RegExp(`^${name}\n\n`, 'm'));
});

test('TypeScript is named with its licence, and as changed', () => {
  const notices = readFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  expect(notices).toMatch(/^TypeScript, .*changed$/m);
  expect(notices).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
  expect(notices).toContain('Unicode, Inc. All rights reserved.');
  const parser = readFileSync(join(dist, 'chunks/parser.js'), 'utf8');
  expect(parser).toContain('Copyright (c) Microsoft Corporation.');
  expect(parser).toContain('Changed for plaid-migrate');
});

/** A file of dist/ and what is loaded with it. */
function filesOf(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  const text = readFileSync(join(dist, file), 'utf8');
  for (const [, imported = ''] of text.matchAll(/^import .*?"(\.[^"]*)";$/gm)) {
    filesOf(join(dirname(file), imported), known);
  }
  return known;
}

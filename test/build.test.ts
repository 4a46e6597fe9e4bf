import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const dist = join(import.meta.dirname, '..', 'dist');
const built = globSync('**/*.js', { cwd: dist }).map((file) =>
  readFileSync(join(dist, file), 'utf8'),
);

test('the built program takes of the compiler what it uses, by name', () => {
  expect(built.some((text) => text.includes('typescript.isCallExpression'))).toBe(true);
  // Taking names out of `ts` by a pattern would bring this one and two thousand more.
  expect(built.filter((text) => text.includes('isIdentifierANonContextualKeyword'))).toEqual([]);
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

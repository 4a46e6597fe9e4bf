import { expect, it } from 'vitest';
import type { SourceSpec } from '../../../src/tokens/sources/source.ts';
import { readStoredSource, storeSource } from '../../../src/tokens/sources/stored-source.ts';

const specs: SourceSpec[] = [
  { kind: 'stdin' },
  { kind: 'stdin', tokenColumn: 'token' },
  { kind: 'csv', path: '/data/tokens.csv', tokenColumn: 'token', keyColumn: 'id' },
  { kind: 'json-lines', path: '/data/tokens.jsonl' },
  { kind: 'sqlite', path: '/data/app.db', table: 'items', where: 'id > 3', tokenColumn: 'token' },
];

it.each(specs)('comes back as it went: %o', (spec) => {
  expect(readStoredSource(storeSource(spec))).toEqual(spec);
});

it.each(['{}', '[]', '{"kind":"csv"}', '{"kind":"tape","path":"/dev/st0"}'])(
  'refuses %s',
  (stored) => {
    expect(() => readStoredSource(stored)).toThrow('unknown kind');
  },
);

import { expect, it } from 'vitest';
import type { SourceSpec } from '../../../src/tokens/sources/source.ts';
import { readStoredSource, storeSource } from '../../../src/tokens/sources/stored-source.ts';

const specs: SourceSpec[] = [
  { kind: 'stdin' },
  { kind: 'stdin', tokenColumn: 'token' },
  { kind: 'csv', path: '/data/tokens.csv', tokenColumn: 'token', keyColumn: 'id' },
  { kind: 'json-lines', path: '/data/tokens.jsonl' },
  { kind: 'sqlite', path: '/data/app.db', table: 'items', where: 'id > 3', tokenColumn: 'token' },
  { kind: 'sqlite', path: '/data/app.db', query: 'SELECT 1', tokenColumn: 'a', keyColumn: 'b' },
  { kind: 'sqlite', path: '/data/app.db', table: 'v', isView: true, tokenColumn: 'token' },
  { kind: 'postgres', url: 'postgres://ann@db/app', variable: 'APP_DB', table: 't', where: 'x' },
  { kind: 'mysql', url: 'mysql://ann@db/app', query: 'SELECT 1', decrypted: true },
];

it.each(specs)('comes back as it went: %o', (spec) => {
  expect(readStoredSource(storeSource(spec))).toEqual(spec);
});

it.each(['{}', '[]', '{"kind":"csv"}', '{"kind":"mysql"}', '{"kind":"tape","path":"/dev/st0"}'])(
  'refuses %s',
  (stored) => {
    expect(() => readStoredSource(stored)).toThrow('unknown kind');
  },
);

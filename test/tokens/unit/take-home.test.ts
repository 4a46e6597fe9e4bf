import { expect, test } from 'vitest';
import { takeHome } from '../../../src/tokens/take-home.ts';

const table = { table: 'items', tokenColumn: 'access_token', keyColumn: 'id' };

test('new tokens go back to a table, and into a file where nothing can be written', () => {
  const url = 'postgres://ann@db/app';
  const home = (source: Parameters<typeof takeHome>[0]): string => takeHome(source, '');
  expect(home({ kind: 'postgres', url, ...table })).toMatch(
    /write-back --to postgres:.* --dry-run$/,
  );
  expect(home({ kind: 'sqlite', path: '/app.db', ...table })).toMatch(/write-back --to \/app\.db /);
  const file = 'plaid-migrate tokens export --output tokens-new.csv';
  expect(home({ kind: 'csv', path: '/t.csv' })).toBe(`Take the new tokens home: ${file}`);
  for (const view of [
    { kind: 'postgres', url, ...table, isView: true },
    { kind: 'sqlite', path: '/app.db', ...table, isView: true },
  ] as const) {
    expect(home(view)).toBe(`Nothing can be written to a view. Take the new tokens home: ${file}`);
  }
});

import { expect, test } from 'vitest';
import { sourceFlags } from '../../src/commands/source-flags.ts';

test('name the source again, as a shell takes it', () => {
  expect(sourceFlags({ from: '-', keyColumn: 'id' }, {})).toBe(' --from - --key-column id');
  expect(sourceFlags({ from: 'env:APP_DB', where: "a = 'b'", decryptCommand: 'cat -' }, {})).toBe(
    ` --from env:APP_DB --where 'a = '\\''b'\\''' --decrypt-command 'cat -'`,
  );
});

test('never show a password', () => {
  const flags = sourceFlags({ from: 'postgres://ann:pw-canary@db/app', query: 'SELECT 1' }, {});
  expect(flags).toBe(` --from postgres://ann@db/app --query 'SELECT 1'`);
});

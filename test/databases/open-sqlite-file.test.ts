import { versions } from 'node:process';
import { expect, test } from 'vitest';
import { openSqliteFile, refuseOldNode } from '../../src/databases/open-sqlite-file.ts';

test('a Node on which SQLite would end the process is turned away in a sentence', () => {
  expect(() => refuseOldNode({ ...versions, node: '22.13.1', napi: '9' })).toThrow(
    'SQLite needs Node.js 22.14 or newer, and this is 22.13.1.',
  );
  expect(() => refuseOldNode({ ...versions, node: '22.14.0', napi: '10' })).not.toThrow();
});

test('a file is opened on this one', () => {
  const db = openSqliteFile(':memory:');
  expect(db.pragma('user_version', { simple: true })).toBe(0);
  db.close();
});

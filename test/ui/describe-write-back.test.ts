import { expect, test } from 'vitest';
import type { WriteBackResult } from '../../src/tokens/write-back/write-back.ts';
import { describeWriteBack } from '../../src/ui/describe-write-back.ts';

const rows = { total: 3, updated: 2, already_there: 1, changed: 0, occupied: 0, missing: 0 };
const result: WriteBackResult = {
  dryRun: false,
  place: 'app.db',
  table: 'items',
  keyColumn: 'id',
  tokenColumn: 'access_token',
  rows: { ...rows, notMigrated: {} },
  keys: { changed: [], occupied: [], missing: [] },
  sql: { add: [], select: 'SELECT', update: 'UPDATE' },
  end: 'finished',
};

test('what comes next is said once every token is home, and not before', () => {
  expect(describeWriteBack(result)).toContain('Every new token is in the table.');
  const one = { ...rows, updated: 1 };
  for (const left of [
    { ...result, rows: { ...one, changed: 1, notMigrated: {} } },
    { ...result, rows: { ...one, notMigrated: { failed: 1 } } },
    { ...result, dryRun: true },
  ]) {
    expect(describeWriteBack(left)).not.toContain('Every new token');
  }
});

import { expect, test } from 'vitest';
import { runSql, startPostgres } from './postgres.ts';

const postgres = await startPostgres();

test('a database keeps what was committed before its server died', async () => {
  const url = await postgres.database('CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
  await postgres.crash();
  await expect(runSql(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  await postgres.start();
  expect(await runSql(url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  await postgres.stop();
  await postgres.start();
  expect(await runSql(url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
});

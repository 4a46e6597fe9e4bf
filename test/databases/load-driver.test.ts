import { expect, test } from 'vitest';
import { loadDriver } from '../../src/databases/load-driver.ts';
import { refusal } from '../tokens/sources/source-fixtures.ts';

test('a driver that is not installed is an error that names the command', async () => {
  const missing = 'plaid-migrate-has-no-such-driver';
  const error = await refusal(loadDriver(() => import(missing), ['pg', 'pg-cursor']));
  expect(error.message).toBe('This needs pg and pg-cursor, which are not installed.');
  expect(error.hint).toMatch(/npm install pg pg-cursor/);
});

test('a driver that misses another is one, too', async () => {
  const load = (): Promise<never> =>
    Promise.reject(
      Object.assign(new Error("Cannot find module 'pg'"), { code: 'MODULE_NOT_FOUND' }),
    );
  expect((await refusal(loadDriver(load, ['mysql2']))).message).toBe(
    'This needs mysql2, which is not installed.',
  );
});

test('a driver that does not load for another reason says so itself', async () => {
  await expect(loadDriver(() => Promise.reject(new Error('broken')), ['pg'])).rejects.toThrow(
    'broken',
  );
});

import { afterAll } from 'vitest';
import { launchPostgres, type PostgresServer } from './postgres-server.ts';

export { freePort } from './free-port.ts';
export { postgresPassword, runSql, type PostgresServer } from './postgres-server.ts';

/**
 * A real server of one test file, gone after it: `const postgres = await startPostgres()` at the top of
 * the file. `flags` go to the server.
 */
export async function startPostgres(flags: readonly string[] = []): Promise<PostgresServer> {
  const server = await launchPostgres(flags);
  afterAll(() => server.remove());
  return server;
}

import { afterAll } from 'vitest';
import { launchMariadb, type MariadbServer } from './mariadb-server.ts';

export { hasMariadb, mariadbPassword, runMysql, type MariadbServer } from './mariadb-server.ts';

/** A real server of one test file, gone after it. `flags` go to the server. */
export async function startMariadb(flags: readonly string[] = []): Promise<MariadbServer> {
  const server = await launchMariadb(flags);
  afterAll(() => server.remove());
  return server;
}

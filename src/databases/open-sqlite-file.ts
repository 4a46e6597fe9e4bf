import { versions } from 'node:process';
import Database from 'better-sqlite3';
import { MigrateError } from '../core/errors.ts';

/** The version of Node-API that better-sqlite3 13 calls: on an older one it takes the process down. */
const NODE_API = 10;

/** Opens a SQLite file; every place that opens one does so here. Throws a MigrateError on Node 22.13. */
export function openSqliteFile(path: string, options?: Database.Options): Database.Database {
  refuseOldNode(versions);
  return new Database(path, options);
}

/** Says so where Node is too old for SQLite; `versions` are those of the process. */
export function refuseOldNode({ node, napi = String(NODE_API) }: NodeJS.ProcessVersions): void {
  if (Number(napi) >= NODE_API) return;
  throw new MigrateError(`SQLite needs Node.js 22.14 or newer, and this is ${node}.`, {
    hint: 'Install a newer one from https://nodejs.org and run the same command again. codemod and report run on this one, too.',
  });
}

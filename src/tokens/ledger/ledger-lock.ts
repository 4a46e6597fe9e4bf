import { realpathSync } from 'node:fs';
import { errorCode } from '../../core/errors.ts';
import { openSqliteFile } from '../../databases/open-sqlite-file.ts';
import { createOwnerOnly } from './ledger-file.ts';

/**
 * One runner at a time. The lock is the operating system's own, on an empty SQLite file beside the
 * ledger, so it ends with the process that holds it, however that ends. The file stays: removing
 * it would let a third runner lock a new one while a second waits on the old.
 * Returns undefined when another process holds it.
 */
export function lockLedger(ledgerPath: string): { release: () => void } | undefined {
  const path = `${realPath(ledgerPath)}.lock`;
  createOwnerOnly(path);
  const db = openSqliteFile(path, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (errorCode(error)?.startsWith('SQLITE_BUSY') === true) return undefined;
    throw error;
  }
  return { release: () => db.close() };
}

/** One ledger has one lock, whichever link it is reached by; SQLite follows links for its side files, too. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return path;
    throw error;
  }
}

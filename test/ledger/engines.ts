import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { readLedgerPlace, type LedgerPlace } from '../../src/tokens/ledger/ledger-place.ts';
import type { Ledger } from '../../src/tokens/ledger/ledger.ts';
import { openLedger } from '../../src/tokens/ledger/open-ledger.ts';
import { createSealing, type Sealing } from '../../src/tokens/ledger/sealing.ts';
import type { RunContext } from '../../src/tokens/ledger/sqlite-run.ts';
import { runSql, startPostgres } from '../databases/postgres.ts';
import { binding, context, temporaryFolder } from './open-ledger-for-test.ts';

/** A ledger of a test, and a way behind its back. */
export interface TestLedger {
  readonly place: LedgerPlace;
  readonly ledger: Ledger;
  readonly sealing: Sealing;
  /** Runs a statement as somebody with a client of the database may. Returns its rows. */
  sql(statement: string): Promise<readonly object[]>;
}

/** What the contract of a ledger is tested with. */
export interface Engine {
  readonly name: string;
  /** A new place, with nothing in it. */
  place(): LedgerPlace;
  sql(place: LedgerPlace, statement: string): Promise<readonly object[]>;
}

const sqlite: Engine = {
  name: 'SQLite',
  place() {
    const path = join(temporaryFolder(), 'ledger.db');
    return { kind: 'sqlite', path, shown: path };
  },
  async sql(place, statement) {
    const db = new Database(place.kind === 'sqlite' ? place.path : '');
    try {
      if (statement.startsWith('SELECT')) return db.prepare<[], object>(statement).all();
      db.exec(statement);
      return [];
    } finally {
      db.close();
    }
  },
};

/** Both engines: `const engines = await startEngines()` at the top of a test file. */
export async function startEngines(): Promise<readonly Engine[]> {
  const postgres = await startPostgres();
  const url = await postgres.database();
  let schemas = 0;
  return [
    sqlite,
    {
      name: 'Postgres',
      place() {
        schemas += 1;
        const ledger = `${url}?schema=${encodeURIComponent(`a "ledger" ${String(schemas)}`)}`;
        return readLedgerPlace(ledger, { cwd: '/', env: {} });
      },
      async sql(place, statement) {
        const schema = place.kind === 'postgres' ? place.schema : '';
        const name = `"${schema.replaceAll('"', '""')}"`;
        return runSql(url, `SET search_path = ${name}; ${statement}`);
      },
    },
  ];
}

/** A silent runner loses its rows as soon as another one comes: nobody waits in a test. */
export const impatient: RunContext = { ...context, leaseMs: 0 };

/** A new ledger, in the middle of its import. */
export async function newLedgerOf(
  engine: Engine,
  sealing: Sealing = createSealing(randomBytes(32)),
  runContext: RunContext = impatient,
): Promise<TestLedger> {
  const place = engine.place();
  const ledger = await openLedger(place, binding, { sealing, context: runContext });
  onTestFinished(() => ledger.close());
  await ledger.beginImport();
  return { place, ledger, sealing, sql: (statement) => engine.sql(place, statement) };
}

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import type { Ledger, LedgerBinding } from '../../src/tokens/ledger/ledger.ts';
import { createSealing, type Sealing } from '../../src/tokens/ledger/sealing.ts';
import { openLedger } from '../../src/tokens/ledger/sqlite-ledger.ts';
import type { RunContext } from '../../src/tokens/ledger/sqlite-run.ts';

export const context: RunContext = {
  host: 'here',
  pid: 1,
  toolVersion: '0.0.0',
  now: () => '2026-01-02T03:04:05.000Z',
  probe: () => undefined,
  clock: systemClock,
};

export const binding: LedgerBinding = {
  environment: 'sandbox',
  apiUrl: 'http://127.0.0.1:4010',
  source: { kind: 'csv', path: '/data/tokens.csv', tokenColumn: 'access_token', keyColumn: 'id' },
};

/** A folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plaid-migrate-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A new ledger in a folder of its own. */
export function newLedger(sealing: Sealing = createSealing(randomBytes(32))): {
  ledger: Ledger;
  path: string;
} {
  const path = join(temporaryFolder(), 'ledger.db');
  return { ledger: openLedger(path, binding, { sealing, context }), path };
}

/** A legacy token that is never the same for two numbers. */
export function legacyToken(number: number): string {
  return number.toString(16).padStart(160, '0');
}

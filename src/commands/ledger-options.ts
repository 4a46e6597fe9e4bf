import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Host } from '../core/host.ts';
import { packageVersion } from '../core/package-version.ts';
import { readSecret } from '../core/settings.ts';
import { shellWord } from '../core/shell-word.ts';
import { DEFAULT_LEDGER } from '../tokens/default-ledger.ts';
import { noProbe, type Probe } from '../tokens/fault-points.ts';
import { chooseSealing } from '../tokens/ledger/choose-sealing.ts';
import { readLedgerPlace } from '../tokens/ledger/ledger-place.ts';
import type { Sealing } from '../tokens/ledger/sealing.ts';
import type { LedgerSummary } from '../tokens/ledger/ledger-binding.ts';
import type { LedgerName } from '../tokens/status.ts';
import type { RunContext } from '../tokens/ledger/sqlite-run.ts';

/** Reads a secret's file; the `readFile` that settings take. */
export const readText = (path: string): string => readFileSync(path, 'utf8');

/** What every ledger is opened with. */
export function runContext(host: Host, probe: Probe = noProbe, leaseMs?: number): RunContext {
  return {
    clock: host.clock,
    ...(leaseMs === undefined ? {} : { leaseMs }),
    host: host.hostname,
    pid: host.pid,
    toolVersion: packageVersion(),
    now: () => new Date(host.clock.now()).toISOString(),
    probe,
  };
}

/** The sealing of a ledger: by `--plaintext`, `PLAID_MIGRATE_KEY`, or as the ledger was made. */
export function sealingFor(
  host: Host,
  plaintext: boolean,
  existing: Sealing['encryption'] | undefined,
): Sealing {
  const key = plaintext ? undefined : readSecret(host.env, 'PLAID_MIGRATE_KEY', readText);
  return chooseSealing({ plaintext, key, existing });
}

/** A path as the user typed it, absolute. */
export function pathFrom(host: Host, path: string): string {
  return resolve(host.cwd, path);
}

/** The sealing of a ledger that is there; one in clear needs no key. */
export function sealingOf(host: Host, existing: LedgerSummary | undefined): Sealing {
  return sealingFor(host, existing?.encryption === 'none', existing?.encryption);
}

/** The ledger of `--ledger` (or of another flag), with the flag that names it in commands to type next. */
export function ledgerName(host: Host, given: string, flag = '--ledger'): LedgerName {
  const place = readLedgerPlace(given, host, flag);
  // A password that stood in the URL is not shown again: PGPASSWORD and ~/.pgpass are for that.
  const word = place.kind === 'postgres' && !given.startsWith('env:') ? place.shown : given;
  return {
    place,
    path: place.shown,
    flag: given === DEFAULT_LEDGER ? '' : ` --ledger ${shellWord(word)}`,
  };
}

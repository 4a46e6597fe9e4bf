import type { Host } from '../core/host.ts';
import { ledgerFacts } from '../report/ledger-facts.ts';
import type { Tokens } from '../report/report.ts';
import { readLedger } from '../tokens/ledger/open-ledger.ts';
import { ledgerName, runContext } from './ledger-options.ts';

/** Readers wait for nobody but a program that has the file for itself, and that one may keep it. */
const BUSY_TIMEOUT_MS = 2_000;

/** Where the tokens of a ledger stand. Needs no key: it is counted, and no token is read. */
export async function readTokens(given: string, host: Host): Promise<Omit<Tokens, 'ahead'>> {
  const name = ledgerName(host, given);
  const ledger = await readLedger(name.place, {
    sealing: undefined,
    context: runContext(host),
    busyTimeoutMs: BUSY_TIMEOUT_MS,
  });
  try {
    return await ledgerFacts(ledger);
  } finally {
    await ledger.close();
  }
}

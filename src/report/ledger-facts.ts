import type { Ledger } from '../tokens/ledger/ledger.ts';
import type { Tokens } from './report.ts';

/** Where the tokens of a ledger stand, and since when their Items send webhooks of today's format. */
export async function ledgerFacts(ledger: Ledger): Promise<Omit<Tokens, 'ahead'>> {
  const counts = await ledger.counts();
  const span = await ledger.migratedSpan();
  return {
    counts,
    sendNewFormat: counts.states.migrated,
    since: span?.since ?? null,
    until: span?.until ?? null,
  };
}

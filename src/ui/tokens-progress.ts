import type { Host } from '../core/host.ts';
import type { TokensPlan } from '../tokens/plan.ts';
import type { Attempt } from '../tokens/ledger/ledger.ts';
import type { RunTally } from '../tokens/run.ts';
import { formatCount } from './numbers.ts';
import { createProgress, type ProgressState } from './progress.ts';
import { createSpeed } from './speed.ts';
import { escapeControls } from './table.ts';

/** The progress of `tokens`: first the import, then the calls. */
export interface TokensProgress {
  imported(rows: number): void;
  upgraded(tally: RunTally, plan: TokensPlan): void;
  /** One line about a call that brought no token. */
  setback(tokenId: number, attempt: Attempt): void;
  log(line: string): void;
  stop(): void;
}

const IMPORT_LINE_EVERY = 100_000;

/** Progress on standard error; only {@link TokensProgress.log} when quiet. */
export async function createTokensProgress(host: Host, quiet: boolean): Promise<TokensProgress> {
  const progress = await createProgress(host, { quiet });
  const speed = createSpeed();
  let announced = 0;
  return {
    imported(rows) {
      if (quiet || rows - announced < IMPORT_LINE_EVERY) return;
      announced = rows;
      progress.log(`Imported ${formatCount(rows)} rows`);
    },
    upgraded(tally, plan) {
      const done = tally.migrated + tally.failed + tally.unknown + tally.leftOpen;
      const total = plan.tokens.toMigrate;
      const perSecond = speed(host.clock.monotonic(), done);
      const state: ProgressState = {
        done,
        total,
        perSecond,
        failed: tally.failed + tally.unknown,
        etaSeconds: perSecond > 0 ? (total - done) / perSecond : undefined,
      };
      progress.update(state);
    },
    setback(tokenId, { outcome, httpStatus, errorCode, requestId, latencyMs }) {
      const details = [
        errorCode ?? outcome,
        ...(httpStatus === null ? [] : [`HTTP ${String(httpStatus)}`]),
        ...(requestId === null ? [] : [`request ${requestId}`]),
        `${formatCount(latencyMs)} ms`,
      ];
      progress.log(`token ${String(tokenId)}: ${escapeControls(details.join(', '))}`);
    },
    log: (line) => progress.log(line),
    stop: () => progress.stop(),
  };
}

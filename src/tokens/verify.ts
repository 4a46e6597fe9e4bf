import type { Clock } from '../core/clock.ts';
import { parseRetryAfter } from '../plaid/answers.ts';
import { classifyError } from '../plaid/error-classes.ts';
import type { GetItem, ItemAnswer } from '../plaid/sdk-client.ts';
import { askedPauseMs } from './asked-pause.ts';
import type { Ledger, MigratedFilter, MigratedToken, Verification } from './ledger/ledger.ts';
import { createPacer } from './pacer.ts';

/** What verifying found about one token that is not as recorded. */
export interface VerifyProblem {
  /** The rows of the user's table that hold the token. */
  readonly rowKeys: readonly string[];
  readonly problem: string;
}

/** What one pass found. */
export interface VerifyResult {
  readonly asked: number;
  readonly verified: number;
  readonly problems: readonly VerifyProblem[];
  /** Set when the pass was given up: keys refused, no answers. */
  readonly stopped: string | undefined;
}

export interface VerifyOptions {
  readonly ledger: Ledger;
  readonly getItem: GetItem;
  readonly clock: Clock;
  /** Calls a second. */
  readonly rate: number;
  readonly concurrency: number;
  readonly limit: number;
  readonly which: MigratedFilter;
  readonly interrupt: AbortSignal;
  readonly onProgress: (asked: number, problems: number) => void;
}

const PAGE_SIZE = 500;
const TRIES = 6;
const RETRY_BASE_MS = 500;
const UNANSWERED_IN_A_ROW = 20;

type Verdict =
  | { kind: 'verified'; itemId: string }
  | { kind: 'problem'; problem: string }
  | { kind: 'stop'; reason: string }
  /** Not asked: the pass is over. */
  | { kind: 'left' };

/**
 * Asks `/item/get` about migrated tokens, a page at a time, and compares the Item. What was found
 * is recorded page by page; where the upgrade answer named no Item, it is filled in.
 */
export async function verifyTokens(options: VerifyOptions): Promise<VerifyResult> {
  const { ledger, interrupt } = options;
  const pacer = createPacer(options.rate, options.clock.monotonic());
  const problems: VerifyProblem[] = [];
  let asked = 0;
  let verified = 0;
  let unanswered = 0;
  let stopped: string | undefined;
  let afterId = 0;

  while (asked < options.limit && stopped === undefined && !interrupt.aborted) {
    const page = await ledger.migratedTokens(
      afterId,
      Math.min(PAGE_SIZE, options.limit - asked),
      options.which,
    );
    if (page.length === 0) break;
    afterId = page.at(-1)?.id ?? afterId;
    const found: Verification[] = [];
    const queue = page.values();
    const workers = Array.from({ length: options.concurrency }, () => work(queue, found));
    await Promise.all(workers);
    await ledger.recordVerified(found);
    verified += found.length;
  }
  return { asked, verified, problems, stopped };

  async function work(queue: Iterator<MigratedToken>, found: Verification[]): Promise<void> {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      const verdict = await verify(next.value);
      switch (verdict.kind) {
        case 'verified':
          found.push({ tokenId: next.value.id, itemId: verdict.itemId });
          break;
        case 'problem':
          problems.push({
            rowKeys: await ledger.rowKeysOf(next.value.id),
            problem: verdict.problem,
          });
          break;
        case 'stop':
          stopped ??= verdict.reason;
          break;
        case 'left':
          break;
      }
      if (stopped !== undefined || interrupt.aborted) return;
      asked += 1;
      options.onProgress(asked, problems.length);
    }
  }

  async function verify(token: MigratedToken): Promise<Verdict> {
    for (let tries = 1; ; tries += 1) {
      await turn();
      if (stopped !== undefined || interrupt.aborted) return { kind: 'left' };
      const start = options.clock.monotonic();
      const answer = await options.getItem(token.accessToken);
      const now = options.clock.monotonic();
      const waitMs = answer.kind === 'plaid-error' ? retryAfterMs(answer, options.clock.now()) : 0;
      const again = isWorthAnotherTry(answer);
      pacer.answered(now, now - start, again === 'too-fast', waitMs);
      unanswered = answer.kind === 'no-answer' ? unanswered + 1 : 0;
      if (unanswered >= UNANSWERED_IN_A_ROW) {
        return { kind: 'stop', reason: 'Plaid did not answer properly for a while' };
      }
      if (again === 'no' || tries === TRIES) return judge(token, answer);
      const backoff = Math.max(waitMs, RETRY_BASE_MS * 2 ** (tries - 1));
      await options.clock.sleep(backoff, interrupt);
    }
  }

  /** Waits for a place below the rate. */
  async function turn(): Promise<void> {
    while (!interrupt.aborted && pacer.allowance(options.clock.monotonic(), 1) === 0) {
      const now = options.clock.monotonic();
      await options.clock.sleep(Math.max(1, pacer.nextAt(now) - now), interrupt);
    }
    pacer.sent(options.clock.monotonic(), 1);
  }
}

function retryAfterMs(answer: Extract<ItemAnswer, { kind: 'plaid-error' }>, now: number): number {
  return askedPauseMs(parseRetryAfter(answer.retryAfter, now));
}

function isWorthAnotherTry(answer: ItemAnswer): 'no' | 'too-fast' | 'fault' {
  if (answer.kind === 'item') return 'no';
  if (answer.kind === 'no-answer') return 'fault';
  const errorClass = classifyError({
    error_type: answer.errorType,
    error_code: answer.errorCode,
  }).class;
  if (errorClass === 'rate-limit') return 'too-fast';
  return errorClass === 'server-fault' || errorClass === 'maintenance' ? 'fault' : 'no';
}

function judge(token: MigratedToken, answer: ItemAnswer): Verdict {
  if (answer.kind === 'no-answer') {
    return { kind: 'problem', problem: `no answer (${answer.reason}): verify again` };
  }
  if (answer.kind === 'plaid-error') {
    const rule = classifyError({ error_type: answer.errorType, error_code: answer.errorCode });
    const stops = rule.class === 'credentials' || rule.class === 'quota';
    return stops
      ? { kind: 'stop', reason: `${answer.errorCode}: ${rule.advice}` }
      : { kind: 'problem', problem: `${answer.errorCode}: ${rule.advice}` };
  }
  if (token.itemId !== null && token.itemId !== answer.itemId) {
    return {
      kind: 'problem',
      problem: `names Item ${answer.itemId}, and the ledger says ${token.itemId}`,
    };
  }
  return { kind: 'verified', itemId: answer.itemId };
}

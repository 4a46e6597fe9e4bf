import { expect, test } from 'vitest';
import type { UpdateAnswer } from '../../../src/plaid/answers.ts';
import { defaultBackoff } from '../../../src/tokens/backoff.ts';
import { defaultProbePauses } from '../../../src/tokens/breaker.ts';
import type { LedgerCounts, LedgerRun } from '../../../src/tokens/ledger/ledger.ts';
import { runTokens, type RunEnd } from '../../../src/tokens/run.ts';
import { fastClock } from '../../fast-clock.ts';
import { legacyToken, newLedger } from '../../ledger/open-ledger-for-test.ts';

const TOKENS = 12;

/** Runs twelve tokens against a Plaid that gives these answers, the last one again and again. */
async function runAgainst(
  answers: readonly [UpdateAnswer, ...UpdateAnswer[]],
  watch: { readonly wrap: (run: LedgerRun) => LedgerRun; readonly onCall: () => void } = {
    wrap: (run) => run,
    onCall: () => undefined,
  },
): Promise<{ end: RunEnd; calls: number; states: LedgerCounts['states'] }> {
  const { ledger } = newLedger();
  const rows = Array.from({ length: TOKENS }, (_, n) => ({
    key: String(n),
    token: legacyToken(n),
  }));
  await ledger.importRows(rows);
  let calls = 0;
  const { end } = await runTokens({
    ledger: watch.wrap(await ledger.startRun({ retryFailed: false, rate: Infinity })),
    update: async () => {
      calls += 1;
      watch.onCall();
      return answers[calls - 1] ?? answers.at(-1) ?? answers[0];
    },
    clock: fastClock(100),
    random: Math.random,
    concurrency: 4,
    limit: Infinity,
    backoff: defaultBackoff,
    probePauses: defaultProbePauses,
    interrupt: new AbortController().signal,
    probe: () => undefined,
    onProgress: () => undefined,
    onSetback: () => undefined,
  });
  const { states } = await ledger.counts();
  await ledger.close();
  return { end, calls, states };
}

function refusal(errorCode: string, errorType: string): UpdateAnswer {
  return {
    kind: 'plaid-error',
    status: 400,
    requestId: 'request',
    retryAfterMs: undefined,
    error: {
      error_type: errorType,
      error_code: errorCode,
      error_message: '',
      display_message: null,
      request_id: 'request',
    },
  };
}

const malformed = refusal('INVALID_FIELD', 'INVALID_REQUEST');
const revoked = refusal('INVALID_ACCESS_TOKEN', 'INVALID_INPUT');

test('a host that takes calls and answers none is given up after three', async () => {
  const silence = { kind: 'no-answer', sent: true, reason: 'UND_ERR_HEADERS_TIMEOUT' } as const;
  const { end, calls, states } = await runAgainst([silence]);
  expect(end).toMatchObject({ kind: 'stopped', reason: 'the host takes calls and answers none' });
  expect(calls).toBe(3);
  // Each silent call may have been another token's: the next one goes while the first backs off.
  expect(states.unknown).toBeLessThanOrEqual(3);
  expect(states.pending).toBe(TOKENS - states.unknown);
});

test('a request refused in its form three times in a row stops the run', async () => {
  const { end, states } = await runAgainst([malformed]);
  expect(end).toMatchObject({ kind: 'stopped', reason: 'INVALID_FIELD, 3 times in a row' });
  expect(states.pending).toBeGreaterThan(0);
});

test('not when a token is refused for itself in between', async () => {
  const { end, states } = await runAgainst([
    malformed,
    malformed,
    revoked,
    malformed,
    malformed,
    revoked,
  ]);
  expect(end).toEqual({ kind: 'finished' });
  expect(states).toMatchObject({ failed: TOKENS, pending: 0 });
});

test('the first call goes alone', async () => {
  const page = {
    kind: 'not-plaid',
    status: 200,
    summary: 'text/html',
    maybeDone: false,
  } as const;
  const { calls, states } = await runAgainst([page]);
  expect(calls).toBe(1);
  expect(states.pending).toBe(TOKENS);
});

const upgraded: UpdateAnswer = {
  kind: 'upgraded',
  status: 200,
  accessToken: 'access-sandbox-new',
  itemId: 'item',
  requestId: 'request',
};

test('nothing leaves after a ledger that took too long, before a sign of life', async () => {
  const log: string[] = [];
  let isSure = true;
  const { end, calls } = await runAgainst([upgraded], {
    onCall: () => void log.push('call'),
    wrap: (run) => ({
      ...run,
      async exchange(...given) {
        const exchanged = await run.exchange(...given);
        // The first two answers came late.
        if (log.filter((entry) => entry === 'beat').length < 3) isSure = false;
        return exchanged;
      },
      async beat(beat) {
        log.push('beat');
        isSure = true;
        return run.beat(beat);
      },
      maySend: () => isSure,
    }),
  });
  expect(end).toEqual({ kind: 'finished' });
  expect(calls).toBe(TOKENS);
  expect(log.indexOf('call')).toBeGreaterThanOrEqual(3);
});

test('a run whose tokens were given to others ends, and sends nothing more', async () => {
  let exchanges = 0;
  const { end, calls } = await runAgainst([upgraded], {
    onCall: () => undefined,
    wrap: (run) => ({
      ...run,
      async exchange(...given) {
        exchanges += 1;
        const exchanged = await run.exchange(...given);
        return { ...exchanged, holds: exchanges < 2 };
      },
    }),
  });
  expect(end).toMatchObject({
    kind: 'stopped',
    reason: expect.stringContaining('given to others'),
  });
  expect(calls).toBe(1);
});

test('a run waits for what others hold, and takes it when it comes free', async () => {
  let exchanges = 0;
  const { end, calls } = await runAgainst([upgraded], {
    onCall: () => undefined,
    wrap: (run) => ({
      ...run,
      async exchange(settlements, resend, claim) {
        exchanges += 1;
        if (exchanges === 1) return { claimed: [], rest: 'held', holds: true };
        return run.exchange(settlements, resend, claim);
      },
    }),
  });
  expect(end).toEqual({ kind: 'finished' });
  expect(calls).toBe(TOKENS);
});

import { beforeAll, describe, expect, test } from 'vitest';
import type { RepeatMode } from '../../src/simulator/item-book.ts';
import { faultPoints } from '../../src/tokens/fault-points.ts';
import type { ExportRow } from '../../src/tokens/ledger/ledger.ts';
import { runBin } from '../run-bin.ts';
import { crashAndResume } from './crash-and-resume.ts';
import { attemptDifferences, differences, finalRows } from './look.ts';
import { isFullScale } from './scale.ts';
import { ledgerKey, withScenario, type AfterTest, type Scenario } from './scenario.ts';

const ITEMS = 60;
/** Of each point: the first passing, one in the middle of things, and others in between. */
const passings = isFullScale ? [1, 2, 5, 11, 17, 30] : [1, 17];
const middlePassings = isFullScale ? passings : [17];
/** There are few retries. */
const LAST_RETRY = 3;

/** None of these faults does the work, so that a lost answer is lost by a crash alone. */
const faults = new Map([
  ['server-error', 0.1],
  ['drop-before', 0.05],
] as const);

function cases(nths: readonly number[]): string[] {
  return Object.keys(faultPoints).flatMap((point) => {
    const possible = nths.map((nth) => (point === 'in-backoff' ? Math.min(nth, LAST_RETRY) : nth));
    return [...new Set(possible)].map((nth) => `${point}:${String(nth)}`);
  });
}

function withItems(repeat: RepeatMode, afterTest: AfterTest): Promise<Scenario> {
  return withScenario({ items: ITEMS, seed: 7, repeat, faults }, afterTest);
}

describe('SIGKILL at a fault point, twice, then a run that finishes', () => {
  describe.each(['same', 'new'] as const)(
    'when a repeated upgrade answers the %s token',
    (repeat) => {
      let undisturbed: readonly ExportRow[];
      beforeAll(async () => {
        const tidies: (() => Promise<void>)[] = [];
        const scenario = await withItems(repeat, (tidy) => void tidies.push(tidy));
        await scenario.run();
        undisturbed = await finalRows(scenario.ledgerPath);
        for (const tidy of tidies) await tidy();
      });

      test.concurrent.for(cases(middlePassings))(
        '%s ends as if nothing had happened',
        async (crashAt, it) => {
          const scenario = await withItems(repeat, it.onTestFinished);
          const die = () => scenario.run(crashAt);
          const { kills, lastEnd } = await crashAndResume(scenario, [die, die]);

          expect(kills).toBeGreaterThan(0);
          expect(lastEnd).toMatchObject({ code: 0 });
          const rows = await finalRows(scenario.ledgerPath);
          expect(differences(rows, scenario.simulator)).toEqual([]);
          expect(attemptDifferences(scenario.ledgerPath, scenario.simulator)).toEqual([]);
          expect(scenario.simulator.calls().most_concurrent_per_token).toBe(1);

          // Asked twice, Plaid may make another token: then only its newest counts, as compared above.
          const comparable = repeat === 'same' ? same : withoutToken;
          expect(rows.map(comparable)).toEqual(undisturbed.map(comparable));
        },
      );
    },
  );

  describe('when a repeated upgrade is refused', () => {
    test.concurrent.for(cases(passings))(
      '%s leaves exactly the lost answers unknown',
      async (crashAt, it) => {
        const scenario = await withItems('refuse', it.onTestFinished);
        const die = () => scenario.run(crashAt);
        const { kills, lastEnd, lostAnswers } = await crashAndResume(scenario, [die, die]);

        expect(kills).toBeGreaterThan(0);
        expect(lastEnd).toMatchObject({ code: lostAnswers.size > 0 ? 1 : 0 });
        const rows = await finalRows(scenario.ledgerPath);
        expect(differences(rows, scenario.simulator, lostAnswers)).toEqual([]);
        expect(attemptDifferences(scenario.ledgerPath, scenario.simulator)).toEqual([]);
        if (/^(?:after-answer|in-commit)/.test(crashAt))
          expect(lostAnswers.size).toBeGreaterThan(0);
        if (crashAt.startsWith('in-import')) expect(lostAnswers.size).toBe(0);
        if (lostAnswers.size > 0) await expectAdvice(scenario, lostAnswers);
      },
    );
  });
});

/** `tokens status` names the rows and says what a person does about them. */
async function expectAdvice(scenario: Scenario, lost: ReadonlySet<string>): Promise<void> {
  const { stdout } = await runBin(['tokens', 'status', '--all'], {
    cwd: scenario.folder,
    env: { PLAID_MIGRATE_KEY: ledgerKey },
  });
  // The step itself, not its words: whom to ask, with what, and the command that asks again.
  expect(stdout).toMatch(/Plaid support.*request ids.*plaid-migrate tokens --retry-failed/);
  for (const token of lost) {
    const index = scenario.simulator.items.indexOfLegacyAccessToken(token) ?? -1;
    // The row's key is the Item's number from 1; a duplicate's follows behind a comma.
    expect(stdout).toMatch(
      new RegExp(`^ {2}unknown {3}${String(index + 1)}\\b.*never received$`, 'm'),
    );
  }
}

function same(row: ExportRow): ExportRow {
  return row;
}

function withoutToken(row: ExportRow): ExportRow {
  return { ...row, accessToken: row.accessToken === null ? null : 'one' };
}

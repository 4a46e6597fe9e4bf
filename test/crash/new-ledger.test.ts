import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crashAndResume } from './crash-and-resume.ts';
import { differences, finalRows } from './look.ts';
import { isFullScale } from './scale.ts';
import { withScenario } from './scenario.ts';

/** Bytes at which a child dies, of all files it makes: from the empty lock to the first rows. */
const SIZES = isFullScale
  ? [0, 1, 4_096, 4_097, 8_192, 20_000, 40_000, 60_000, 80_000, 120_000, 200_000]
  : [0, 1, 4_097, 40_000];

describe('SIGKILL while the ledger is made', () => {
  test.concurrent.for(SIZES)(
    'when there are %i bytes: the same command finishes',
    async (size, it) => {
      const scenario = await withScenario({ items: 40 }, it.onTestFinished);
      const { folder, ledgerPath, simulator } = scenario;
      const files = (): string[] =>
        readdirSync(folder).filter((name) => name.startsWith('plaid-migrate.db'));
      const bytes = (): number =>
        files()
          .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
          .reduce((sum, length) => sum + length, 0);

      const { lastEnd } = await crashAndResume(scenario, [
        (same) => same.runUntil(() => files().length > 0 && bytes() >= size),
      ]);
      expect(lastEnd, lastEnd.stderr).toMatchObject({ code: 0 });
      expect(differences(await finalRows(ledgerPath), simulator)).toEqual([]);
      expect(files().filter((name) => name.includes('draft'))).toEqual([]);
    },
  );
});

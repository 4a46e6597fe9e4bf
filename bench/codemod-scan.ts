import { comparison, comparisonHead, peakTable } from './budget.ts';
import { emptyProcess, hasRipgrep, jscodeshift, ripgrep, tsMorph } from './codemod-peers.ts';
import { codemodCommand, codemodCounts, codemodPeak } from './codemod-runs.ts';
import { mediansOf } from './medians.ts';
import { applicationTree, legacyTree } from './source-trees.ts';
import { table } from './table.ts';

/** Rounds of what takes less than a second, and of peers that take a minute. */
export interface Rounds {
  readonly ours: number;
  readonly peers: number;
}

/** Medians in milliseconds: what a run over 10,000 files is made of. */
export interface ScanTimes {
  readonly empty: number;
  readonly oneFile: number;
  readonly withoutPlaid: number;
  readonly withLink: number;
}

/** Looking without writing, beside what only reads and what parses everything. */
export async function measureScan(rounds: Rounds, peer: string | undefined): Promise<ScanTimes> {
  const without = applicationTree(10_000, 'without Plaid').root;
  const { root: small, legacy } = applicationTree(10_000, 'with Link code');
  const lone = legacyTree(1, 10_500);
  const large = applicationTree(40_000, 'with Link code').root;
  console.log(`\n10,000 files, ${String(legacy.length)} to rewrite: ${codemodCounts(small)}`);

  const search = (tree: string) => (hasRipgrep ? ripgrep(tree) : undefined);
  const times = await mediansOf(
    {
      empty: emptyProcess(small),
      oneFile: codemodCommand(lone, 'dry-run'),
      oneOfMany: codemodCommand(small, 'dry-run', { path: legacy[0] ?? '.' }),
      withoutPlaid: codemodCommand(without, 'dry-run'),
      searchWithout: search(without),
      withLink: codemodCommand(small, 'dry-run'),
      searchWith: search(small),
    },
    rounds.ours,
  );
  const many = await mediansOf(
    { ours: codemodCommand(large, 'dry-run'), search: search(large) },
    rounds.ours,
  );
  const slow = await mediansOf(
    {
      ours: codemodCommand(small, 'dry-run'),
      tsMorph: tsMorph(small),
      jscodeshift: peer === undefined ? undefined : jscodeshift(peer, small, 'dry-run'),
    },
    rounds.peers,
    0,
  );

  console.log('\ncodemod --dry-run\n');
  table(comparisonHead, [
    comparison('one file', times.oneFile, { name: 'node -e 0', ms: times.empty }, { atMost: 6.5 }),
    // Others of its tree may read what it takes out, so they are looked at, too.
    comparison('one of 10,000 files', times.oneOfMany, {
      name: 'rg -j1',
      ms: times.searchWith,
    }),
    comparison(
      '10,000 files, nothing matches',
      times.withoutPlaid,
      { name: 'rg -j1', ms: times.searchWithout },
      { atMost: 1.8 },
    ),
    comparison(
      `10,000 files, ${String(legacy.length)} match`,
      times.withLink,
      { name: 'rg -j1', ms: times.searchWith },
      { atMost: 3.5 },
    ),
    comparison(
      'the same',
      slow.ours,
      { name: 'jscodeshift', ms: slow.jscodeshift, isDividend: true },
      { atLeast: 50 },
    ),
    comparison(
      'the same',
      slow.ours,
      { name: 'ts-morph', ms: slow.tsMorph, isDividend: true },
      { atLeast: 20 },
    ),
    comparison(
      `40,000 files, ${String(legacy.length)} match`,
      many.ours,
      { name: 'rg -j1', ms: many.search },
      { atMost: 2 },
    ),
  ]);

  peakTable([
    { what: '10,000 files', mb: await codemodPeak(small, 'dry-run') },
    { what: '40,000 files', mb: await codemodPeak(large, 'dry-run'), budget: { atMost: 220 } },
  ]);
  return times;
}

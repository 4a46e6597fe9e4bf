import { comparison, comparisonHead, peakTable } from './budget.ts';
import { emptyProcess, jscodeshift, readAndWrite } from './codemod-peers.ts';
import { codemodCommand, codemodCounts, codemodPeak } from './codemod-runs.ts';
import type { Rounds } from './codemod-scan.ts';
import { mediansOf } from './medians.ts';
import { copyAnew, legacyTree } from './source-trees.ts';
import { table, whole } from './table.ts';
import { freshPath } from './workspace.ts';

/** Medians in milliseconds: what rewriting 1,000 files is made of. */
export interface RewriteTimes {
  readonly empty: number;
  readonly ours: number;
  readonly planned: number;
  readonly readAndWrite: number;
  readonly readAndWriteDurably: number;
}

const FILES = 1_000;
const BYTES = 10_500;

/** Rewriting files that all match, beside reading and writing them; a fresh copy for each run. */
export async function measureRewrite(
  rounds: Rounds,
  peer: string | undefined,
): Promise<RewriteTimes> {
  const original = legacyTree(FILES, BYTES);
  const tree = freshPath('copy');
  const prepare = () => copyAnew(original, tree);
  prepare();
  console.log(`\n${whole(FILES)} files to rewrite: ${codemodCounts(tree)}`);

  const times = await mediansOf(
    {
      empty: emptyProcess(tree),
      ours: { ...codemodCommand(tree, 'write'), prepare },
      planned: { ...codemodCommand(tree, 'dry-run'), prepare },
      readAndWrite: { ...readAndWrite(tree, 'plain'), prepare },
      readAndWriteDurably: { ...readAndWrite(tree, 'durable'), prepare },
    },
    rounds.ours,
  );
  const slow = await mediansOf(
    {
      ours: { ...codemodCommand(tree, 'write'), prepare },
      jscodeshift:
        peer === undefined ? undefined : { ...jscodeshift(peer, tree, 'write'), prepare },
    },
    rounds.peers,
    0,
  );
  prepare();
  const peak = await codemodPeak(tree, 'write');

  console.log(`\ncodemod of ${whole(FILES)} files that all match\n`);
  table(comparisonHead, [
    comparison(
      'rewritten',
      times.ours,
      { name: 'read and write', ms: times.readAndWrite },
      { atMost: 4 },
    ),
    comparison('rewritten', times.ours, {
      name: 'read, write and fsync',
      ms: times.readAndWriteDurably,
    }),
    comparison('--dry-run', times.planned, { name: 'read and write', ms: times.readAndWrite }),
    comparison(
      'rewritten',
      slow.ours,
      { name: 'jscodeshift', ms: slow.jscodeshift },
      { atMost: 1 / 3 },
    ),
  ]);
  peakTable([{ what: 'rewritten', mb: peak, budget: { atMost: 450 } }]);
  return times;
}

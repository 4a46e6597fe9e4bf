import type { RewriteTimes } from './codemod-rewrite.ts';
import type { ScanTimes } from './codemod-scan.ts';
import { table, whole } from './table.ts';

type Parts = readonly (readonly [name: string, ms: number])[];

/** Where the time of a run goes, by what runs have in common: the next to make faster. */
export function reportBottleneck(scan: ScanTimes, rewrite: RewriteTimes): void {
  const { empty, oneFile, withoutPlaid, withLink } = scan;
  const parser = oneFile - empty;
  report('codemod --dry-run of 10,000 files', [
    ['Node itself', empty],
    ['listing and reading', withoutPlaid - empty],
    ['loading parser and rules, and one file', parser],
    ['the other files that match', withLink - withoutPlaid - parser],
  ]);
  const { planned, readAndWrite, readAndWriteDurably, ours } = rewrite;
  report('codemod of 1,000 files that all match', [
    ['Node itself', rewrite.empty],
    ['loading parser and rules', parser],
    ['finding, planning and checking (with diffs to print)', planned - rewrite.empty - parser],
    ['writing, as plain as can be', readAndWrite - rewrite.empty],
    ['waiting for the disk after each file', readAndWriteDurably - readAndWrite],
    [
      'the rest: asking git, reading again, renaming',
      ours - planned - readAndWriteDurably + rewrite.empty,
    ],
  ]);
}

function report(run: string, parts: Parts): void {
  const total = parts.reduce((sum, [, ms]) => sum + ms, 0);
  console.log(`\nWhere the time goes: ${run}\n`);
  table(
    ['part', 'ms', 'of it'],
    parts.map(([name, ms]) => [name, whole(ms), `${whole((100 * ms) / total)} %`]),
  );
  const [next] = parts.toSorted(([, one], [, other]) => other - one);
  console.log(`Next bottleneck: ${next?.[0] ?? 'none'}.`);
}

import type { ChalkInstance } from 'chalk';
import { escapeControls } from '../core/escape-controls.ts';
import type { Finding, Report } from '../report/report.ts';
import { renderFacts } from './facts.ts';

/** What a report counts. Apart, as it is all there is to say of a tree without Plaid, and takes no tables. */
export function describeReportCounts(
  { findings, counts, baseline, paths }: Report,
  { colour }: { readonly colour: ChalkInstance },
): string {
  const { seen, lookedAt, withFindings, skipped } = counts;
  const of = (remedy: Finding['remedy']) =>
    findings.filter((finding) => finding.remedy === remedy).length;
  const rows: readonly (readonly [string, number])[] = [
    ['places for codemod', of('codemod')],
    ['for codemod and a decision', of('decision')],
    ['by hand', of('by-hand')],
    ...(baseline === null
      ? []
      : ([
          ['in the baseline', findings.filter(({ known }) => known).length],
          ['not in the baseline', baseline.new],
          ['in the baseline and gone', baseline.gone],
        ] as const)),
    ['files with findings', withFindings],
    ['files looked at', lookedAt],
    ['skipped', skipped],
  ];
  const looked = paths.map((path) => (path === '.' ? 'the whole tree' : escapeControls(path)));
  return `${lookedAt === 0 ? nothing(counts, looked.join(', ')) : ''}${colour.bold('Left')}\n${renderFacts(
    [...rows.filter(([, count]) => count > 0), ['files seen', seen]],
  )}`;
}

function nothing({ seen, skipped }: Report['counts'], looked: string): string {
  return skipped > 0 && skipped === seen
    ? `Nothing of ${looked} was looked at: all of it is skipped.\n\n`
    : `No file of ${looked} has to do with Plaid.\n\n`;
}

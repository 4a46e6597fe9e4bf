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
          ['not in the baseline', baseline.new],
          ['in the baseline and gone', baseline.gone],
        ] as const)),
    ['files with findings', withFindings],
    ['files looked at', lookedAt],
    ['skipped', skipped],
  ];
  const looked = paths.map((path) => (path === '.' ? 'the whole tree' : escapeControls(path)));
  const none = lookedAt === 0 ? `No file of ${looked.join(', ')} has to do with Plaid.\n` : '';
  return `${none}${colour.bold('Left')}\n${renderFacts([
    ...rows.filter(([, count]) => count > 0),
    ['files seen', seen],
  ])}`;
}

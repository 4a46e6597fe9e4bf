import { ratio, table, whole } from './table.ts';

/** The least or the most that a value may be. */
export type Budget = { readonly atMost: number } | { readonly atLeast: number };

/** Two cells: the budget, and whether a value meets it. Empty where there is none. */
export function verdict(value: number, budget: Budget | undefined): [string, string] {
  if (budget === undefined) return ['', ''];
  const isMost = 'atMost' in budget;
  const limit = isMost ? budget.atMost : budget.atLeast;
  const shown = `${isMost ? '≤' : '≥'} ${limit < 100 ? ratio(limit) : whole(limit)}`;
  if (Number.isNaN(value)) return [shown, 'not measured'];
  return [shown, (isMost ? value <= limit : value >= limit) ? 'met' : 'MISSED'];
}

/** A line of a table: what ran, how long, beside what, how long that took, the ratio and its budget. */
export function comparison(
  what: string,
  ours: number,
  other: { readonly name: string; readonly ms: number; readonly isDividend?: boolean },
  budget?: Budget,
): string[] {
  const quotient = other.isDividend === true ? other.ms / ours : ours / other.ms;
  const shown = other.isDividend === true ? `${other.name} ÷ ours` : `ours ÷ ${other.name}`;
  return [what, whole(ours), whole(other.ms), shown, ratio(quotient), ...verdict(quotient, budget)];
}

export const comparisonHead = ['what', 'ours ms', 'other ms', 'compared', 'ratio', 'budget', ''];

/** Prints the most memory that runs took. */
export function peakTable(
  peaks: readonly { readonly what: string; readonly mb: number; readonly budget?: Budget }[],
): void {
  console.log('\nThe most memory of a run\n');
  table(
    ['what', 'peak MB', 'budget', ''],
    peaks.map(({ what, mb, budget }) => [what, whole(mb)].concat(verdict(mb, budget))),
  );
}

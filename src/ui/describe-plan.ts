import type { PlanHandlers, TokensPlan } from '../tokens/plan.ts';
import { renderFacts } from './facts.ts';
import { formatCount, formatDuration, formatRate } from './numbers.ts';
import { escapeControls } from './table.ts';

const FLIP_WARNING =
  'Each upgraded Item sends its webhooks in the new format from that moment on.\n' +
  'Deploy handlers that take both formats first.';

/** The plan as text, before anything is sent. */
export function describePlan(plan: TokensPlan): string {
  const { rows, tokens } = plan;
  const notTaken = Object.values(rows.rejected).reduce((sum, count) => sum + count, 0);
  const counts: readonly (readonly [string, number])[] = [
    ['rows in the table', rows.total],
    ['not taken', notTaken],
    ['with the token of another row', rows.duplicates],
    ['already a current token', tokens.skipped],
    ['upgraded before', tokens.migrated],
    ['refused before', tokens.failed],
    ['waiting for a person', tokens.waitingForPerson],
  ];
  return [
    'Plan\n',
    renderFacts([
      ['environment', `${plan.environment}, ${plan.host}`],
      ['source', plan.source],
      ['ledger', plan.ledger],
      ['speed', describeSpeed(plan)],
    ]),
    '\n',
    renderFacts([
      ...counts.filter(([, count], index) => index === 0 || count > 0),
      ['tokens to upgrade now', tokens.toMigrate],
    ]),
    describeRejected(rows.rejected),
    tokens.toMigrate === 0 ? '' : `\n${FLIP_WARNING}\n`,
    plan.handlers === undefined ? '' : `\n${describeHandlers(plan.handlers)}`,
  ].join('');
}

function describeHandlers({ total, legacy }: PlanHandlers): string {
  if (total === 0)
    return 'No webhook handler was found in the code: mind that nobody else has one.\n';
  if (legacy.length === 0)
    return total === 1
      ? 'The one webhook handler in your code knows the new format.\n'
      : `All ${formatCount(total)} webhook handlers in your code know the new format.\n`;
  const shown = legacy.slice(0, LISTED).map((place) => `  ${escapeControls(place)}\n`);
  const more = legacy.length - shown.length;
  const rest = more > 0 ? `  and ${formatCount(more)} more\n` : '';
  const verb = legacy.length === 1 ? 'knows' : 'know';
  const who =
    total === 1
      ? 'the one webhook handler in your code'
      : `${formatCount(legacy.length)} of the ${formatCount(total)} webhook handlers in your code`;
  const they = legacy.length === 1 ? 'It' : 'They';
  return `Warning: ${who} ${verb} only the legacy format.\n${they} would lose what upgraded Items send:\n${shown.join('')}${rest}`;
}

const LISTED = 10;

function describeSpeed(plan: TokensPlan): string {
  const inFlight = `${formatCount(plan.concurrency)} in flight`;
  if (plan.rate === null || plan.etaSeconds === null) return `no ceiling, ${inFlight}`;
  const eta = plan.tokens.toMigrate === 0 ? '' : `: ${formatDuration(plan.etaSeconds)} at best`;
  return `at most ${formatRate(plan.rate)}, ${inFlight}${eta}`;
}

/** Rows that were not taken, by reason; empty when there are none. Shared with the status. */
export function describeRejected(rejected: Readonly<Record<string, number>>): string {
  const reasons = Object.entries(rejected);
  if (reasons.length === 0) return '';
  const width = Math.max(...reasons.map(([, count]) => formatCount(count).length));
  const lines = reasons.map(
    ([reason, count]) => `  ${formatCount(count).padStart(width)}  ${escapeControls(reason)}\n`,
  );
  return `\nRows not taken\n${lines.join('')}`;
}

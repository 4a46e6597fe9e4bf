import type { TokensStatus } from '../tokens/status.ts';
import { describeRejected } from './describe-plan.ts';
import { renderFacts } from './facts.ts';
import { formatCount } from './numbers.ts';
import { escapeControls } from './table.ts';
import { hang } from './wrap.ts';

/** Where every token stands, as text. `ledgerFlag` goes with the commands in it. */
export function describeStatus(status: TokensStatus, ledgerFlag: string): string {
  return [
    'Tokens\n',
    renderFacts(tokenCounts(status)),
    describeRefusals(status),
    describeRejected(status.rows.rejected),
    describeOpenRows(status, ledgerFlag),
    '\n',
    renderFacts([
      ['environment', `${status.environment}, ${status.host}`],
      ['source', status.source],
      ['ledger', status.ledger],
      ['last run', lastRun(status)],
      ...(status.movedTo === null ? [] : [['moved to', status.movedTo] as const]),
      ...(status.purgedAt === null ? [] : [['purged', status.purgedAt] as const]),
    ]),
    describeRunners(status),
    ...(status.next.length === 0
      ? ['\nNothing is left to do.\n']
      : ['\nNext\n', ...status.next.map((step) => `  - ${step}\n`)]),
  ].join('');
}

function tokenCounts({ tokens, rows, verified }: TokensStatus): (readonly [string, number])[] {
  const counts: readonly (readonly [string, number])[] = [
    ['migrated', tokens.migrated],
    ['  of these verified', verified],
    ['pending', tokens.pending],
    ['in flight', tokens.in_flight],
    ['failed', tokens.failed],
    ['unknown', tokens.unknown],
    ['skipped, already current', tokens.skipped],
  ];
  return [
    ...counts.filter(([name, count]) => name === 'migrated' || count > 0),
    ['distinct tokens', tokens.total],
    ['rows in your table', rows.total],
  ];
}

/** As wide as the help and the report. */
const WIDTH = 100;

function describeRefusals({ refusals }: TokensStatus): string {
  if (refusals.length === 0) return '';
  const width = Math.max(...refusals.map(({ tokens }) => formatCount(tokens).length));
  const indent = ' '.repeat(width + 4);
  const lines = refusals.map(
    ({ errorCode, tokens, advice }) =>
      `  ${formatCount(tokens).padStart(width)}  ${escapeControls(errorCode)}\n${hang(indent, advice, WIDTH)}`,
  );
  return `\nRefused by Plaid\n${lines.join('')}`;
}

function describeOpenRows({ openRows, openRowsLeftOut }: TokensStatus, ledgerFlag: string): string {
  if (openRows.length === 0) return '';
  const lines = openRows.map(
    ({ rowKeys, state, reason }) =>
      `  ${state.padEnd(8)}  ${escapeControls(rowKeys.join(', '))}: ${escapeControls(reason)}\n`,
  );
  const more =
    openRowsLeftOut > 0
      ? `  and ${formatCount(openRowsLeftOut)} more: plaid-migrate tokens status${ledgerFlag} --all\n`
      : '';
  return `\nRows to look at\n${lines.join('')}${more}`;
}

/** The runs under way, where there can be several. */
function describeRunners({ runners }: TokensStatus): string {
  if (runners.length === 0) return '';
  const lines = runners.map(({ host, pid, startedAt, heartbeatAt, rowsHeld, isAlive }) =>
    [
      `  process ${String(pid)} on ${escapeControls(host)}: since ${startedAt}, `,
      `last sign of life ${heartbeatAt}, holds ${formatCount(rowsHeld)} ${rowsHeld === 1 ? 'row' : 'rows'}`,
      isAlive ? '\n' : '; silent, so the next runner takes them\n',
    ].join(''),
  );
  return `\nRunners\n${lines.join('')}`;
}

function lastRun({ runs }: TokensStatus): string {
  const [last] = runs;
  if (last === undefined) return 'none yet';
  const reason = last.reason === null ? '' : `: ${last.reason}`;
  return last.outcome === 'running'
    ? `running since ${last.startedAt} (process ${String(last.pid)} on ${last.host}), last sign of life ${last.heartbeatAt}`
    : `${last.outcome} ${last.endedAt ?? ''}${reason}`;
}

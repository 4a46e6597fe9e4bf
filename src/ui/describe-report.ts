import type { ChalkInstance } from 'chalk';
import { isUnread } from '../codemod/codemod-result.ts';
import { escapeControls } from '../core/escape-controls.ts';
import { unreachable } from '../core/errors.ts';
import { itemsSend } from '../report/items-ahead.ts';
import type { Finding, Report, Road, RoadStage, Tokens, WebhookLog } from '../report/report.ts';
import { skipSentence, type Skipped } from '../scan/skipped.ts';
import { describeReportCounts } from './describe-report-counts.ts';
import { describeWebhooks } from './describe-webhooks.ts';
import { renderFacts } from './facts.ts';
import { formatCount } from './numbers.ts';
import { renderTable } from './table.ts';
import { hang } from './wrap.ts';
import type { ReportStyle } from './report-style.ts';

/** A report as text for a terminal: the findings, then where that leaves the migration. */
export function describeReport(
  report: Report,
  skipped: readonly Skipped[],
  style: ReportStyle,
): string {
  const { road, webhooks, tokens, webhookLog } = report;
  return [
    describeFindings(report, style),
    webhooks === null ? '' : describeWebhooks(webhooks, style),
    webhookLog === null ? '' : describeLog(webhookLog, style),
    tokens === null ? '' : describeTokens(tokens, style),
    describeUnread(report, skipped, style),
    describeReportCounts(report, style),
    road === null ? '' : describeRoad(road, style),
  ]
    .filter((section) => section !== '')
    .join('\n');
}

function describeFindings({ findings }: Report, style: ReportStyle): string {
  const shown = style.verbose ? findings : findings.filter(({ known }) => !known);
  const printed = new Map<string, string>();
  return [...Map.groupBy(shown, ({ path }) => path)]
    .map(([path, own]) => {
      const head = `${style.colour.bold(escapeControls(path))}\n`;
      return head + own.map((each) => describeFinding(each, printed, style)).join('');
    })
    .join('');
}

/** Shorter code is as good as a word about where it stands. */
const WORTH_A_WORD = 4;

/** The code to write; where the same was printed before, where that was. */
function codeOf({ path, line, replacement }: Finding, printed: Map<string, string>): string[] {
  if (replacement === null) return [];
  const before = printed.get(replacement);
  const lines = replacement.split('\n');
  if (before !== undefined && lines.length >= WORTH_A_WORD) return [`as at ${before}`];
  printed.set(replacement, `${path}:${String(line)}`);
  return lines;
}

function describeFinding(
  finding: Finding,
  printed: Map<string, string>,
  { colour, width }: ReportStyle,
): string {
  const { line, rule, message, next, known } = finding;
  const place = `  ${String(line).padStart(4)}  `;
  const how = remedyText(finding);
  const indent = ' '.repeat(place.length);
  const text = `${how}: ${escapeControls(message)} [${rule}]${known ? ' (known)' : ''}`;
  const head = hang(place, text, width)
    .replace(how, () => colourOf(finding, colour)(how))
    .replace(`[${rule}]`, () => colour.dim(`[${rule}]`));
  const said = next === null ? '' : hang(indent, escapeControls(next), width);
  const code = codeOf(finding, printed).map((each) =>
    `${indent}${colour.dim('|')} ${escapeControls(each.replaceAll('\t', '  '))}`
      .trimEnd()
      .concat('\n'),
  );
  return head + said + code.join('');
}

function remedyText({ remedy }: Finding): string {
  switch (remedy) {
    case 'codemod':
      return 'codemod';
    case 'decision':
      return 'codemod, then decide';
    case 'by-hand':
      return 'by hand';
    default:
      return unreachable(remedy);
  }
}

function colourOf({ severity }: Finding, colour: ChalkInstance): ChalkInstance {
  switch (severity) {
    case 'error':
      return colour.red;
    case 'warning':
      return colour.yellow;
    case 'note':
      return colour.cyan;
    default:
      return unreachable(severity);
  }
}

function describeLog({ lines, others, broken, codes }: WebhookLog, style: ReportStyle): string {
  const rows = codes.map(({ format, name, count, items, handled }) => [
    format,
    name,
    formatCount(count),
    formatCount(items),
    handled ? 'yes' : 'no',
  ]);
  const table =
    codes.length === 0
      ? '  No webhook of Plaid is in the log.\n'
      : indented(
          renderTable(
            [
              { heading: 'format' },
              { heading: 'webhook' },
              { heading: 'arrived', align: 'right' },
              { heading: 'Items', align: 'right' },
              { heading: 'handled' },
            ],
            rows,
            style.width - 2,
          ),
        );
  const odd: readonly (readonly [number, string])[] = [
    [others, "without a webhook of Plaid's"],
    [broken, 'that cannot be read'],
  ];
  const list = odd.flatMap(([count, what]) => (count > 0 ? [`${formatCount(count)} ${what}`] : []));
  const rest = [`  ${formatCount(lines)} ${lines === 1 ? 'line' : 'lines'}`, list.join(', ')];
  return `${style.colour.bold('What arrived')}\n${table}${rest.filter((part) => part !== '').join(': ')}.\n`;
}

function describeTokens(tokens: Tokens, { colour, width }: ReportStyle): string {
  const { counts, sendNewFormat, since, until, ahead } = tokens;
  const states = Object.entries(counts.states).filter(([, count]) => count > 0);
  const span = since === null ? '' : `, ${daysFrom(since, until ?? since)}`;
  const warning = `${itemsSend(sendNewFormat)} the new format, and a handler that knows the legacy one alone is left: webhooks are lost on it.`;
  return `${colour.bold('Tokens')}\n${renderFacts([
    ...states.map(([state, count]) => [state.replace('_', ' '), count] as const),
    ['send new webhooks', `${formatCount(sendNewFormat)}${span}`],
  ])}${ahead ? colour.red(hang('  ', warning, width)) : ''}`;
}

/** `2026-11-02 to 2026-11-05`, or the one day. */
function daysFrom(since: string, until: string): string {
  const [first, last] = [since.slice(0, 10), until.slice(0, 10)];
  return first === last ? first : `${first} to ${last}`;
}

function describeUnread(
  { unread }: Report,
  skipped: readonly Skipped[],
  { colour, width, verbose }: ReportStyle,
): string {
  const others = verbose ? skipped.filter((each) => !isUnread(each)) : [];
  const lines = [
    ...unread,
    ...others.map(({ path, reason }) => ({ path, reason: skipSentence(reason) })),
  ].map(({ path, reason }) => hang('  ', escapeControls(`${path} ${reason}`), width));
  return lines.length === 0 ? '' : `${colour.bold('Not read as a whole')}\n${lines.join('')}`;
}

function describeRoad({ stages, next }: Road, { colour, width }: ReportStyle): string {
  const lines = stages.map((stage) => {
    const state = stateText(stage);
    return hang(`  ${stage.stage.padEnd(8)}  ${state.padEnd(7)}  `, stage.text, width).replace(
      state.padEnd(7),
      () => stateColour(stage, colour)(state.padEnd(7)),
    );
  });
  const head = `${colour.bold('The road')}\n${lines.join('')}`;
  if (next === null) {
    const isDone = stages.some(({ state }) => state === 'done');
    return isDone ? `${head}\nNothing is left to do.\n` : head;
  }
  const command = next.command === null ? '' : `  $ ${escapeControls(next.command)}\n`;
  return `${head}\n${colour.bold('Next')}\n${hang('  ', next.text, width)}${command}`;
}

function stateText({ state }: RoadStage): string {
  return state === 'none' ? '–' : state;
}

function stateColour({ state }: RoadStage, colour: ChalkInstance): ChalkInstance {
  switch (state) {
    case 'done':
      return colour.green;
    case 'open':
      return colour.yellow;
    case 'unknown':
    case 'none':
      return colour.dim;
    default:
      return unreachable(state);
  }
}

function indented(table: string): string {
  return table.replaceAll(/^(?=.)/gm, '  ');
}

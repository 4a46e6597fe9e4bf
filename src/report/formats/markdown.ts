import { formatCount } from '../../core/format-count.ts';
import { unreachable } from '../../core/errors.ts';
import { stages } from '../../rules/rule.ts';
import { itemsAhead, itemsSend } from '../items-ahead.ts';
import type { Finding, Place, Report, Road, RoadStage, Webhooks } from '../report.ts';
import { code, plain, table } from './markdown-text.ts';

/** What GitHub takes for the summary of a step, less room for the last sentence. */
const MOST_BYTES = 1024 * 1024 - 1024;

/** A report for a pull request or `$GITHUB_STEP_SUMMARY`; findings beyond the limit are counted. */
export function markdownReport(report: Report): string {
  const { road, webhooks, tokens, webhookLog, unread } = report;
  const before = [
    '## Plaid migration\n',
    road === null ? '' : roadSection(road),
    webhooks === null ? '' : webhookSections(webhooks),
    tokens === null ? '' : tokensSection(tokens),
    webhookLog === null ? '' : logSection(webhookLog),
    unread.length === 0 ? '' : unreadSection(unread),
  ];
  const head = before.filter((section) => section !== '').join('\n');
  return head + findingsSection(report, MOST_BYTES - Buffer.byteLength(head));
}

const MOST_UNREAD = 100;

function unreadSection(unread: Report['unread']): string {
  const lines = unread
    .slice(0, MOST_UNREAD)
    .map(({ path, reason }) => `- ${code(path)} ${plain(reason)}\n`);
  const more = unread.length - lines.length;
  const rest = more > 0 ? `- and ${formatCount(more)} more\n` : '';
  return `### Not read as a whole\n\n${lines.join('')}${rest}`;
}

function roadSection({ stages: rows, next }: Road): string {
  const road = table(
    ['', 'stage', 'where it stands'],
    rows.map((row) => [stateMark(row), row.stage, plain(row.text)]),
  );
  if (next === null) {
    return rows.some(({ state }) => state === 'done') ? `${road}\nNothing is left to do.\n` : road;
  }
  const command = next.command === null ? '' : `\n\n${code(next.command)}`;
  return `${road}\n**Next:** ${plain(next.text)}${command}\n`;
}

function stateMark({ state }: RoadStage): string {
  switch (state) {
    case 'done':
      return '✅ done';
    case 'open':
      return '🔶 open';
    case 'unknown':
      return '❔ not known';
    case 'none':
      return '➖';
    default:
      return unreachable(state);
  }
}

function webhookSections({ legacyCodes, legacyFields, missing }: Webhooks): string {
  const codes =
    legacyCodes.length === 0
      ? ''
      : `### Legacy webhook codes in use\n\n${table(
          ['code', 'what it says', 'becomes', 'branch for it', 'where'],
          legacyCodes.map(({ written, meaning, becomes, note, handled, places }) => [
            code(written),
            plain(meaning) + (note === null ? '' : `. ${plain(note)}`),
            becomes === null ? 'nothing' : code(`${becomes.type} / ${becomes.code}`),
            handled ? 'yes' : 'no',
            shownPlaces(places),
          ]),
        )}`;
  const fields =
    legacyFields.length === 0
      ? ''
      : `### Fields of the legacy payload\n\n${table(
          ['field', 'becomes', '', 'where'],
          legacyFields.map(({ field, becomes, note, places }) => [
            code(field),
            becomes === null ? 'nothing' : plain(becomes),
            plain(note),
            shownPlaces(places),
          ]),
        )}`;
  const coming =
    missing.length === 0
      ? ''
      : `### Webhooks that will come and have no branch\n\n${table(
          ['webhook', 'what it says', 'needed'],
          missing.map(({ type, code: name, note, needed }) => [
            code(`${type} / ${name}`),
            plain(note),
            needed ? 'yes' : '',
          ]),
        )}`;
  return [codes, fields, coming].filter((section) => section !== '').join('\n');
}

const MOST_PLACES = 5;

function shownPlaces(places: readonly Place[]): string {
  const shown = places
    .slice(0, MOST_PLACES)
    .map(({ path, line }) => code(`${path}:${String(line)}`));
  const more = places.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}

function tokensSection({ counts, sendNewFormat, since, ahead }: NonNullable<Report['tokens']>) {
  const states = Object.entries(counts.states).filter(([, count]) => count > 0);
  const warning = ahead ? `\n> [!WARNING]\n> ${itemsAhead(sendNewFormat)}\n` : '';
  const span = since === null ? '' : ` since ${since.slice(0, 10)}`;
  return `### Tokens\n\n${table(
    ['state', 'tokens'],
    states.map(([state, count]) => [state.replace('_', ' '), formatCount(count)]),
  )}\n${itemsSend(sendNewFormat)} new-format webhooks${span}.\n${warning}`;
}

function logSection({ lines, others, broken, codes }: NonNullable<Report['webhookLog']>): string {
  return `### What arrived\n\n${table(
    ['format', 'webhook', 'arrived', 'Items', 'handled'],
    codes.map(({ format, name, count, items, handled }) => [
      format,
      code(name),
      formatCount(count),
      formatCount(items),
      handled ? 'yes' : 'no',
    ]),
  )}\n${formatCount(lines)} ${lines === 1 ? 'line' : 'lines'}: ${formatCount(others)} without a webhook of Plaid's, ${formatCount(broken)} that cannot be read.\n`;
}

/** One list a stage, folded; what the limit cuts off is said. */
function findingsSection({ findings, baseline }: Report, room: number): string {
  if (findings.length === 0) return '\nNo place in the code is left to change.\n';
  const known = findings.filter((finding) => finding.known).length;
  const fresh = findings.filter((finding) => !finding.known);
  const about =
    baseline === null
      ? ''
      : `, ${String(fresh.length)} of them new; the others are in the baseline and not listed`;
  let text = `\n### ${String(findings.length)} ${findings.length === 1 ? 'place' : 'places'} in the code${about}\n`;
  let left = room - Buffer.byteLength(text);
  let listed = 0;
  for (const stage of stages) {
    const own = fresh.filter((finding) => finding.stage === stage);
    if (own.length === 0) continue;
    const head = `\n<details><summary>${stage}: ${String(own.length)}</summary>\n\n| where | what | how |\n| --- | --- | --- |\n`;
    const end = '\n</details>\n';
    left -= Buffer.byteLength(head + end);
    if (left < 0) break;
    const rows: string[] = [];
    for (const finding of own) {
      const row = findingRow(finding);
      const bytes = Buffer.byteLength(row);
      if (bytes > left) break;
      left -= bytes;
      rows.push(row);
    }
    listed += rows.length;
    text += head + rows.join('') + end;
    if (rows.length < own.length) break;
  }
  const more = fresh.length - listed;
  const cut =
    more > 0 ? `\n${String(more)} more are not listed: GitHub takes no longer text.\n` : '';
  return text + (known === findings.length ? '\nNothing new.\n' : '') + cut;
}

function findingRow({ path, line, message, next, rule, remedy }: Finding): string {
  const said = next === null ? '' : `<br>${plain(next)}`;
  return `| ${code(`${path}:${String(line)}`)} | ${plain(message)} ${code(rule)}${said} | ${remedyText(remedy)} |\n`;
}

function remedyText(remedy: Finding['remedy']): string {
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

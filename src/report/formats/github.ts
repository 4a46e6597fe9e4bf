import { escapeControls } from '../../core/escape-controls.ts';
import { unreachable } from '../../core/errors.ts';
import { formatCount } from '../../core/format-count.ts';
import { itemsAhead } from '../items-ahead.ts';
import type { Finding, Report } from '../report.ts';

/**
 * What GitHub shows of a step: 10 errors, 10 warnings and 10 notices (actions/toolkit,
 * docs/problem-matchers.md). What is beyond is dropped without a word.
 */
const MOST_OF_A_LEVEL = 10;

type Level = 'error' | 'warning' | 'notice';

/**
 * Annotations for GitHub Actions, a line each, the worst first and no more than it shows; what is in the
 * baseline makes none. Escaped as the runner reads them (actions/toolkit, packages/core/src/command.ts).
 */
export function githubReport({ command, findings, rules, unread, tokens }: Report): string {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const lines: Readonly<Record<Level, string[]>> = { error: [], warning: [], notice: [] };
  if (tokens?.ahead === true) {
    lines.error.push(
      `::error title=Webhooks are being lost::${data([itemsAhead(tokens.sendNewFormat)])}`,
    );
  }
  for (const finding of findings) {
    if (finding.known) continue;
    lines[levelOf(finding)].push(annotation(finding, titles.get(finding.rule) ?? finding.rule));
  }
  for (const { path, reason } of unread) {
    lines.warning.push(
      `::warning file=${property(path)},title=Not read as a whole::${data([`${path} ${reason}`])}`,
    );
  }
  return shownOf(lines, command)
    .map((line) => `${line}\n`)
    .join('');
}

/** The formats of each command that leave nothing out. */
const WHOLE: Readonly<Record<Report['command'], string>> = {
  report: '"markdown=$GITHUB_STEP_SUMMARY", sarif=plaid.sarif or html=plaid.html',
  codemod: 'sarif or json',
};

/** As many of each level as GitHub shows, and how many more there are. */
function shownOf(
  { error, warning, notice }: Readonly<Record<Level, string[]>>,
  command: Report['command'],
): readonly string[] {
  const all = [error, warning, notice];
  const more = (most: readonly number[]): number =>
    all.reduce((sum, { length }, level) => sum + Math.max(0, length - (most[level] ?? 0)), 0);
  const full = [MOST_OF_A_LEVEL, MOST_OF_A_LEVEL, MOST_OF_A_LEVEL];
  if (more(full) === 0) return all.flat();
  // What is said of the rest is a notice, too.
  const most = [MOST_OF_A_LEVEL, MOST_OF_A_LEVEL, MOST_OF_A_LEVEL - 1];
  const rest = more(most);
  return [
    ...all.flatMap((lines, level) => lines.slice(0, most[level])),
    `::notice title=${property(`${formatCount(rest)} more of plaid-migrate`)}::${data([
      `GitHub shows no more than ${String(MOST_OF_A_LEVEL)} errors, warnings and notices of a step.`,
      `All of them are in --format ${WHOLE[command]}.`,
    ])}`,
  ];
}

function annotation(finding: Finding, title: string): string {
  const { path, line, endLine, column, endColumn, rule, message, next, replacement } = finding;
  // Columns count within one line alone.
  const place =
    line === endLine
      ? `line=${String(line)},col=${String(column)},endColumn=${String(endColumn)}`
      : `line=${String(line)},endLine=${String(endLine)}`;
  const parts = [message, ...(next === null ? [] : [next])];
  const code = replacement === null ? [] : replacement.split('\n');
  return `::${levelOf(finding)} file=${property(path)},${place},title=${property(`${title} (${rule})`)}::${data([...parts, ...code])}`;
}

function levelOf({ severity }: Finding): Level {
  switch (severity) {
    case 'error':
    case 'warning':
      return severity;
    case 'note':
      return 'notice';
    default:
      return unreachable(severity);
  }
}

function data(lines: readonly string[]): string {
  return lines.map((line) => visible(line).replaceAll('%', '%25')).join('%0A');
}

/** `:` and `,` end a property; line ends do everywhere, and a path may have them. */
function property(text: string): string {
  return text
    .split(/([\r\n])/)
    .map((piece) => (piece === '\r' || piece === '\n' ? piece : escapeControls(piece)))
    .join('')
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}

function visible(text: string): string {
  return escapeControls(text.replaceAll('\t', '  '));
}

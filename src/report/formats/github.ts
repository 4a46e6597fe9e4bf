import { escapeControls } from '../../core/escape-controls.ts';
import { unreachable } from '../../core/errors.ts';
import type { Finding, Report } from '../report.ts';

/**
 * Annotations for GitHub Actions, a line each; what is in the baseline makes none. Escaped as the runner
 * reads them (actions/toolkit, packages/core/src/command.ts).
 */
export function githubReport({ findings, rules, unread, tokens }: Report): string {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const lines = findings
    .filter(({ known }) => !known)
    .map((finding) => annotation(finding, titles.get(finding.rule) ?? finding.rule));
  const problems = unread.map(
    ({ path, reason }) =>
      `::warning file=${property(path)},title=Not read as a whole::${data([`${path} ${reason}`])}`,
  );
  const ahead =
    tokens?.ahead === true
      ? [
          `::error title=Webhooks are being lost::${data([
            `${String(tokens.sendNewFormat)} Items send the new webhook format, and a handler that knows the legacy one alone is left.`,
          ])}`,
        ]
      : [];
  return [...ahead, ...lines, ...problems].map((line) => `${line}\n`).join('');
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

function levelOf({ severity }: Finding): 'error' | 'warning' | 'notice' {
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

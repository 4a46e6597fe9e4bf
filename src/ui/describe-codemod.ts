import type { ChalkInstance } from 'chalk';
import { countReasons } from '../codemod/count-reasons.ts';
import type { Finding, PlannedFile } from '../codemod/codemod-plan.ts';
import { isUnread, type CodemodFile, type CodemodResult } from '../codemod/codemod-result.ts';
import { redactRequest } from '../codemod/redact-request.ts';
import { redactSource } from '../codemod/redact-source.ts';
import { unreachable } from '../core/errors.ts';
import { describeRequest } from '../plaid/link-request-text.ts';
import { skipSentence } from '../scan/skipped.ts';
import { renderDiff } from './diff.ts';
import { escapeControls } from './escape-controls.ts';
import { renderFacts } from './facts.ts';
import { formatCount } from './numbers.ts';

/** How `codemod` ended, as text for stdout. */
export function describeCodemod(
  result: CodemodResult,
  diffs: ReadonlyMap<string, string>,
  { colour, verbose }: { readonly colour: ChalkInstance; readonly verbose: boolean },
): string {
  const sections = [
    [...diffs.values()].map((diff) => renderDiff(diff, colour)).join(''),
    result.files.map((file) => describeFile(file, result.mode, colour)).join(''),
    describeSkipped(result, verbose),
    describeRequests(result),
    describeCounts(result),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function describeFile(
  file: CodemodFile,
  mode: CodemodResult['mode'],
  colour: ChalkInstance,
): string {
  const { state, refusal, findings, created } = file;
  const lines = [describeCodemodFile(file, colour)];
  if (refusal !== undefined) lines.push(`  ${colour.red('failed')}  The file ${refusal}.\n`);
  if (state === 'stopped') lines.push(`  ${colour.yellow('not written')}  The run was stopped.\n`);
  if (findings.length === 0 && state === 'rewritten') {
    const verb = mode === 'write' ? 'changed' : 'changes';
    lines.push(
      created === true
        ? '  new: what other files need\n'
        : `  ${verb} for the sake of another file\n`,
    );
  }
  return lines.join('');
}

/** What there is to say about one file, under its name. */
export function describeCodemodFile(
  { path, problem, findings }: PlannedFile,
  colour: ChalkInstance,
): string {
  const lines = [colour.bold(escapeControls(path))];
  if (problem !== undefined) {
    const place = problem.line === undefined ? '' : `${String(problem.line).padStart(4)}  `;
    const message = escapeControls(redactSource(problem.message));
    lines.push(`  ${place}${colour.red('failed')}  ${problemText(problem.kind)} ${message}`);
  }
  for (const finding of findings) lines.push(...describeFinding(finding, colour));
  return `${lines.join('\n')}\n`;
}

function problemText(kind: NonNullable<CodemodFile['problem']>['kind']): string {
  switch (kind) {
    case 'unparsable':
      return 'Does not parse, so that code stays as it is:';
    case 'unsound':
      return 'Stays as it is, the rewrite would have broken it:';
    case 'rule-failed':
      return 'Stays as it is, a rule failed (a bug of plaid-migrate; --debug says more):';
    default:
      return unreachable(kind);
  }
}

function describeFinding(
  { rule, line, outcome, message, next, replacement }: Finding,
  colour: ChalkInstance,
): string[] {
  const head = `  ${String(line).padStart(4)}  ${outcomeText(outcome, colour)}  `;
  const text = `${head}${escapeControls(message)} ${colour.dim(`[${rule}]`)}`;
  const code = replacement === undefined ? [] : replacement.split('\n');
  return [
    text,
    ...(next === undefined ? [] : [`        ${escapeControls(next)}`]),
    ...code.map((each) => `          ${escapeControls(each)}`),
  ];
}

function outcomeText(outcome: Finding['outcome'], colour: ChalkInstance): string {
  switch (outcome) {
    case 'rewritten':
      return colour.green('rewritten');
    case 'needs-decision':
      return colour.yellow('decide');
    case 'manual':
      return colour.yellow('by hand');
    default:
      return unreachable(outcome);
  }
}

/** What was asked for by name or may matter; with `verbose`, all of it. */
function describeSkipped({ skipped }: CodemodResult, verbose: boolean): string {
  const shown = skipped.filter((each) => verbose || isUnread(each));
  return shown
    .map(
      ({ path, reason }) => `${escapeControls(path)} was left out: it ${skipSentence(reason)}.\n`,
    )
    .join('');
}

function describeRequests({ requests }: CodemodResult): string {
  if (requests.length === 0) return '';
  const intro =
    'Link tokens\n' +
    'These options left the browser. Send them from your server to /link/token/create, and answer the\n' +
    'page with { "link_token": … }.\n';
  return `${intro}${requests
    .map(({ request, urls, sites }) => {
      const places = sites.map(({ path, line }) => `${escapeControls(path)}:${String(line)}`);
      const printed = redactRequest(request);
      const notes = printed.notes.map((note) => `  - ${escapeControls(note)}\n`).join('');
      const body = describeRequest(printed).split('\n').map(escapeControls).join('\n');
      const asked = urls.length === 0 ? 'For' : `POST ${urls.map(escapeControls).join(', ')}, for`;
      return `\n${asked} ${places.join(', ')}\n${body}\n${notes}`;
    })
    .join('')}`;
}

function describeCounts(result: CodemodResult): string {
  const { counts, mode, withoutPlaid, paths } = result;
  const reasons = Object.entries(countReasons(result)).toSorted(
    ([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1),
  );
  const rows: readonly (readonly [string, number])[] = [
    [mode === 'write' ? 'rewritten' : 'would be rewritten', counts.rewritten],
    ['needing a decision', counts.needsDecision],
    ['to rewrite by hand', counts.manual],
    ['failed', counts.failed],
    ['not written, stopped', counts.stopped],
    ['untouched', counts.untouched],
    ['skipped', counts.skipped],
    ...reasons.map(([reason, count]) => [`  ${reason}`, count] as const),
  ];
  const looked = paths.map((path) => escapeControls(path === '' ? 'the whole tree' : path));
  const none =
    counts.seen === withoutPlaid + counts.skipped
      ? `Nothing to rewrite: no file of ${looked.join(', ')} names Plaid.\n`
      : '';
  return `${none}Files\n${renderFacts([
    ...rows.filter(([name, count]) => count > 0 || name.endsWith('rewritten')),
    ['seen', counts.seen],
  ])}`;
}

/** What goes with the result, for stderr: empty when there is nothing to say. */
export function describeCodemodEnd(result: CodemodResult): string {
  const { mode, files, counts, unchecked } = result;
  const lines: string[] = [];
  const changed = files.filter(({ before, after }) => before !== after);
  if (mode !== 'write') lines.push('Nothing was written.');
  if (unchecked !== undefined) {
    lines.push(`Written without a way back: ${escapeControls(unchecked)}.`);
  }
  if (counts.stopped > 0) {
    const written =
      changed.length - counts.stopped - files.filter((file) => file.refusal !== undefined).length;
    lines.push(
      `Stopped: ${formatCount(written)} of ${formatCount(changed.length)} files were written, each of them whole. Run the same command again for the rest.`,
    );
  }
  if (mode === 'write') {
    if (counts.needsDecision > 0) {
      lines.push('What only you can decide is marked in the code: look for TODO(plaid-migrate).');
    }
    lines.push(...describeInstalls(changed.map(({ path }) => path)));
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Every package is installed in a folder of its own. */
function describeInstalls(changed: readonly string[]): readonly string[] {
  const manifests = changed.filter((path) => /(?:^|\/)package\.json$/.test(path));
  const [first, ...others] = manifests.map(escapeControls);
  if (first === undefined) return [];
  const last = others.pop();
  return last === undefined
    ? [`${first} asks for other versions now: run your package manager to install them.`]
    : [
        `${[first, ...others].join(', ')} and ${last} ask for other versions now: run your package manager in each of these folders.`,
      ];
}

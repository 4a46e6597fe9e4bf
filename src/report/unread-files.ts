import type { FileProblem, PlannedFile } from '../codemod/codemod-plan.ts';
import { isUnread } from '../codemod/codemod-result.ts';
import { redactSource } from '../codemod/redact-source.ts';
import { skipSentence, type Skipped } from '../scan/skipped.ts';
import type { UnreadFile } from './report.ts';

/** Files that could not be read, or not as a whole, by path. */
export function unreadFiles(
  files: readonly PlannedFile[],
  skipped: readonly Skipped[],
  failed: ReadonlyMap<string, FileProblem> = new Map(),
): readonly UnreadFile[] {
  const reasons = new Map<string, string>();
  for (const each of skipped) if (isUnread(each)) reasons.set(each.path, skipSentence(each.reason));
  for (const [path, problem] of failed) reasons.set(path, problemSentence(problem));
  for (const { path, problem } of files) {
    if (problem !== undefined) reasons.set(path, problemSentence(problem));
  }
  return [...reasons]
    .map(([path, reason]) => ({ path, reason }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function problemSentence({ kind, message, line }: FileProblem): string {
  const said = redactSource(message);
  switch (kind) {
    case 'unparsable':
      return `does not parse${line === undefined ? '' : ` at line ${String(line)}`}: ${said}`;
    case 'unsound':
      return `would be broken by codemod, which leaves it alone: ${said}`;
    case 'rule-failed':
      return `made a rule fail, which is a bug of plaid-migrate: ${said}`;
  }
}

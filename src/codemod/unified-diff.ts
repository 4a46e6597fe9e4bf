import { formatPatch, structuredPatch } from 'diff/lib/patch/create.js';
import type { PlannedFile } from './codemod-plan.ts';
import { lineNumber, lineStart } from './line-ends.ts';
import { isSettings, redactSetting, redactSource } from './redact-source.ts';

/** Lines that are shown around a change. */
const CONTEXT = 3;

/** What changes in a file, as `git diff` shows it; keys and tokens in it are blanked out. */
export function unifiedDiff({ path, before, after }: PlannedFile): string {
  const changed = changedPart(before, after);
  const found = structuredPatch(`a/${path}`, `b/${path}`, changed.before, changed.after, '', '', {
    context: CONTEXT,
  });
  const hunks = found.hunks.map((hunk) => ({
    ...hunk,
    oldStart: hunk.oldStart + changed.linesAbove,
    newStart: hunk.newStart + changed.linesAbove,
  }));
  const patch = formatPatch(
    { ...found, hunks },
    { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  );
  return isSettings(path)
    ? patch.replaceAll(/^([ +-])(?!(?:--|\+\+) [ab]\/)(.*)$/gm, (_, sign: string, line: string) => {
        return sign + redactSetting(line);
      })
    : redactSource(patch);
}

/** The lines from the first to the last change, with those around them: only they need comparing. */
function changedPart(
  before: string,
  after: string,
): { readonly before: string; readonly after: string; readonly linesAbove: number } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  let start = lineStart(before, head);
  for (let line = 0; line < CONTEXT && start > 0; line += 1) start = lineStart(before, start - 1);
  let end = before.length - tail;
  // The rest of the line that changes last is one more.
  for (let line = 0; line <= CONTEXT && end < before.length; line += 1) {
    const lineEnd = before.indexOf('\n', end);
    end = lineEnd === -1 ? before.length : lineEnd + 1;
  }
  return {
    before: before.slice(start, end),
    after: after.slice(start, end + after.length - before.length),
    linesAbove: lineNumber(before, start) - 1,
  };
}

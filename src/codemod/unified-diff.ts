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

/**
 * The lines from the first change on, with those above it: only they need comparing. Those below the last
 * change are left in, as which lines count as added depends on them where lines are alike.
 */
function changedPart(
  before: string,
  after: string,
): { readonly before: string; readonly after: string; readonly linesAbove: number } {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same += 1;
  let start = lineStart(before, same);
  for (let line = 0; line < CONTEXT && start > 0; line += 1) start = lineStart(before, start - 1);
  return {
    before: before.slice(start),
    after: after.slice(start),
    linesAbove: lineNumber(before, start) - 1,
  };
}

import { formatPatch } from 'diff/lib/patch/create.js';
import type { PlannedFile } from './codemod-plan.ts';
import { diffLines, type LineRun } from './diff-lines.ts';
import { lineNumber, lineStart } from './line-ends.ts';
import { isSettings, redactSetting, redactSource } from './redact-source.ts';

/** Lines that are shown around a change. */
const CONTEXT = 3;

/** What changes in a file, as `git diff` shows it; keys and tokens in it are blanked out. */
export function unifiedDiff({ path, before, after }: PlannedFile): string {
  const changed = changedPart(before, after);
  const runs = diffLines(linesOf(changed.before), linesOf(changed.after));
  const hunks = hunksOf(runs, changed.linesAbove);
  const patch = formatPatch(
    {
      oldFileName: `a/${path}`,
      newFileName: `b/${path}`,
      oldHeader: '',
      newHeader: '',
      hunks,
    },
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

/** The lines of a text, each with its line break. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes with the lines around them; those that are near each other are one. */
interface Hunk {
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
  readonly lines: string[];
}

function hunksOf(runs: readonly LineRun[], linesAbove: number): Hunk[] {
  const hunks: Hunk[] = [];
  let hunk: Hunk | undefined;
  let [oldLine, newLine] = [linesAbove + 1, linesAbove + 1];
  for (const [index, { sign, lines }] of runs.entries()) {
    if (sign !== ' ' && hunk === undefined) {
      const above = (runs[index - 1]?.lines ?? []).slice(-CONTEXT);
      hunk = {
        oldStart: oldLine - above.length,
        oldLines: 0,
        newStart: newLine - above.length,
        newLines: 0,
        lines: [],
      };
      addTo(hunk, ' ', above);
      hunks.push(hunk);
    }
    const isApart = sign === ' ' && (lines.length > CONTEXT * 2 || index === runs.length - 1);
    if (hunk !== undefined) addTo(hunk, sign, isApart ? lines.slice(0, CONTEXT) : lines);
    if (isApart) hunk = undefined;
    if (sign !== '+') oldLine += lines.length;
    if (sign !== '-') newLine += lines.length;
  }
  return hunks;
}

function addTo(hunk: Hunk, sign: LineRun['sign'], lines: readonly string[]): void {
  if (sign !== '+') hunk.oldLines += lines.length;
  if (sign !== '-') hunk.newLines += lines.length;
  for (const line of lines) {
    const isEnded = line.endsWith('\n');
    hunk.lines.push(sign + (isEnded ? line.slice(0, -1) : line));
    if (!isEnded) hunk.lines.push('\\ No newline at end of file');
  }
}

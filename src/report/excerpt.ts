import { isSettings, redactSetting, redactSource } from '../codemod/redact-source.ts';
import type { Excerpt } from './report.ts';

const AROUND = 2;
const MOST_LINES = 12;
const LONGEST = 200;

/** The source lines of a finding with those around them, from 1, fit to be printed. */
export function excerptOf(
  { path, lines }: { readonly path: string; readonly lines: readonly string[] },
  from: number,
  to: number,
): Excerpt {
  const firstLine = Math.max(1, from - AROUND);
  const last = Math.min(lines.length, to + AROUND, firstLine + MOST_LINES - 1);
  const kept = lines.slice(firstLine - 1, last);
  const shown = isSettings(path)
    ? kept.map(redactSetting)
    : redactSource(kept.join('\n')).split('\n');
  while (shown.length > 1 && last > to && shown.at(-1)?.trim() === '') shown.pop();
  return { firstLine, lines: shown.map(clip) };
}

function clip(line: string): string {
  if (line.length <= LONGEST) return line;
  // Half a pair of surrogates is no character.
  return `${line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

import { RangeIndex } from '../scan/range-index.ts';
import type { Range, ScannedFile } from '../scan/scanned-file.ts';
import { lineStart } from './line-ends.ts';

/** Comments, elements whose content is raw text, and tags, which may hold `>` in quotes. */
const CONSTRUCT =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|textarea|title|pre)\b[\s\S]*?(?:<\/\1\s*>|$)|<[!/]?[A-Za-z](?:[^>"']|"[^"]*"|'[^']*'){0,20000}>/gi;

/** The nearest line start at or above a position that no tag, comment or template tag spans. */
export function lineAboveMarkup(file: ScannedFile, position: number): number {
  const { text } = file;
  const spans = spansOf(file);
  let line = position;
  for (;;) {
    const at = { start: line, end: line };
    const around = spans.find(at, ({ start, end }) => start < at.start && at.end < end);
    const start = lineStart(text, around?.start ?? line);
    if (around === undefined && start === line) return line;
    line = start;
  }
}

const known = new WeakMap<ScannedFile, RangeIndex<Range>>();

function spansOf(file: ScannedFile): RangeIndex<Range> {
  const { text, placeholders } = file;
  const spans =
    known.get(file) ?? new RangeIndex([...placeholders, ...constructs(text, placeholders)]);
  known.set(file, spans);
  return spans;
}

/** The start of the line of a pug, slim or haml tag, also when the position is on a later line of its attributes. */
export function lineAboveIndented(text: string, position: number): number {
  let line = 0;
  let depth = 0;
  let found = 0;
  while (line <= position) {
    if (depth === 0) found = line;
    const next = text.indexOf('\n', line);
    const content = text.slice(line, next === -1 ? text.length : next);
    depth = Math.max(0, depth + openBrackets(content));
    if (next === -1) break;
    line = next + 1;
  }
  return found;
}

function openBrackets(line: string): number {
  const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');
  return bare.split(/[([{]/).length - bare.split(/[)\]}]/).length;
}

function constructs(text: string, placeholders: readonly Range[]): Range[] {
  let masked = '';
  let position = 0;
  for (const { start, end } of placeholders) {
    masked += text.slice(position, start) + 'x'.repeat(end - start);
    position = end;
  }
  masked += text.slice(position);
  return [...masked.matchAll(CONSTRUCT)].map(({ index, 0: construct }) => ({
    start: index,
    end: index + construct.length,
  }));
}

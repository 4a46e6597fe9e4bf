import type { Range } from './scanned-file.ts';

/** Code that belongs to a line by its indentation. */
export interface IndentedScript {
  readonly ranges: readonly Range[];
  /** The `type` attribute of the script. */
  readonly type: string | undefined;
}

interface Line extends Range {
  readonly text: string;
  /** Undefined for an empty line, which belongs to whatever is around it. */
  readonly indent: number | undefined;
}

const headers = {
  pug: /^script(?:[#.][\w-]+)*(?=[.(\s]|$)/,
  slim: /^javascript:/,
  haml: /^(?::javascript|%script(?:[#.][\w-]+)*)/,
} as const;

/** The inline scripts of a Pug, Slim or Haml template, without those in comments. */
export function indentedScripts(
  text: string,
  layout: keyof typeof headers,
): readonly IndentedScript[] {
  const lines = linesOf(text);
  const scripts: IndentedScript[] = [];
  const comment = layout === 'pug' ? /^\/\// : layout === 'slim' ? /^\// : /^(?:-#|\/)/;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line?.indent === undefined) continue;
    const words = line.text.trimStart();
    if (comment.test(words)) {
      at += nested(lines, at).length;
      continue;
    }
    const header = headers[layout].exec(words);
    if (header === null) continue;
    const start = line.start + line.indent + header[0].length;
    const attributes = bracketed(text, start);
    while ((lines[at + 1]?.start ?? Infinity) < attributes.end) at += 1;
    const body = nested(lines, at, line.indent);
    at += body.length;
    const rest = inlineCode(text, attributes.end);
    const source = text.slice(attributes.start, attributes.end);
    if (/\bsrc\s*[=:]/.test(source)) continue;
    const ranges = [...rest, ...body.flatMap(codeOf)].filter(({ start: a, end: b }) => a < b);
    if (ranges.length > 0) scripts.push({ ranges, type: typeIn(source) });
  }
  return scripts;
}

/** The lines below one that are indented more. */
function nested(
  lines: readonly Line[],
  at: number,
  indent = lines[at]?.indent ?? 0,
): readonly Line[] {
  let end = at + 1;
  for (let next = end; next < lines.length; next += 1) {
    const own = lines[next]?.indent;
    if (own === undefined) continue;
    if (own <= indent) break;
    end = next + 1;
  }
  return lines.slice(at + 1, end);
}

/** A line of code, without the `| ` that Pug may put before it. */
function codeOf(line: Line): Range[] {
  if (line.indent === undefined) return [];
  const pipe = /^\| ?/.exec(line.text.slice(line.indent));
  return [
    { start: line.start + (pipe === null ? 0 : line.indent + pipe[0].length), end: line.end },
  ];
}

/** `script alert(1)`: code behind the header. A dot says that the lines below are the code. */
function inlineCode(text: string, from: number): Range[] {
  const match = /[^\r\n]*/y;
  match.lastIndex = from;
  const rest = match.exec(text)?.[0] ?? '';
  return /^\s*\.?\s*$/.test(rest) ? [] : [{ start: from, end: from + rest.length }];
}

/** The attributes in brackets at a position; empty where there are none. */
function bracketed(text: string, start: number): Range {
  const closing = { '(': ')', '{': '}' }[text[start] ?? ''];
  if (closing === undefined) return { start, end: start };
  const pieces = /"[^"]*"|'[^']*'|[(){}]/g;
  pieces.lastIndex = start;
  let depth = 0;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text)) {
    if (piece[0] === '(' || piece[0] === '{') depth += 1;
    if (piece[0] === ')' || piece[0] === '}') depth -= 1;
    if (depth === 0) return { start, end: pieces.lastIndex };
  }
  return { start, end: start };
}

function typeIn(attributes: string): string | undefined {
  return /\btype\s*(?:=>?|:)\s*["']([^"']*)["']/.exec(attributes)?.[1];
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    const line = match[0].replace(/[\r\n]+$/, '');
    const indent = line.search(/\S/);
    const start = match.index;
    lines.push({
      start,
      end: start + line.length,
      text: line,
      indent: indent < 0 ? undefined : indent,
    });
  }
  return lines;
}

import type { CodeText } from './code-text.ts';
import type { CodeUnit } from './code-unit.ts';

type Indented = 'python' | 'ruby' | 'elixir';

const VERBS = 'get|post|put|patch|any|route|match';

const heads: Readonly<Record<Indented, RegExp>> = {
  python: /^([ \t]*)(?:async[ \t]+)?def[ \t]+(\w+)/gm,
  ruby: new RegExp(
    String.raw`^([ \t]*)(?:(?:private[ \t]+)?def[ \t]+(?:self\.)?([\w?!=]+)|(${VERBS})\b[ \t(]*["':].*\bdo\b)`,
    'gm',
  ),
  elixir: new RegExp(
    String.raw`^([ \t]*)(?:defp?[ \t]+(\w+[?!]?)|(${VERBS})\b[ \t(]*"[^\n]*\bdo\b)`,
    'gm',
  ),
};

/** Functions of languages whose blocks are told by their indentation, as everybody writes them. */
export function indentedUnits({ code }: CodeText, language: Indented): readonly CodeUnit[] {
  return Array.from(code.matchAll(heads[language]), (match): CodeUnit => {
    const indent = match[1] ?? '';
    const start = match.index + indent.length;
    const end =
      language === 'python' ? endOfSuite(code, start, indent) : endOfBlock(code, start, indent);
    const from = language === 'python' ? decorated(code, match.index, indent) : start;
    return {
      kind: match[2] === undefined ? 'route' : 'function',
      name: match[2] ?? match[3] ?? '',
      start: from,
      end,
      head: { start: from, end: Math.min(end, endOfHead(code, start, language)) },
    };
  });
}

/** The first line that is not indented deeper, brackets and quotes that close aside. */
function endOfSuite(code: string, start: number, indent: string): number {
  const next = new RegExp(String.raw`^[ \t]{0,${String(indent.length)}}[^\s)\]}"']`, 'gm');
  next.lastIndex = lineEnd(code, start);
  return next.exec(code)?.index ?? code.length;
}

/** The `end` that stands as its head does; what has none ends where the next one begins. */
function endOfBlock(code: string, start: number, indent: string): number {
  const line = code.slice(start, lineEnd(code, start));
  if (/\bend\s*$/.test(line)) return start + line.length;
  const next = new RegExp(String.raw`^${indent}(?:(end)\b|(?:def|defp|@\w+)\b)`, 'gm');
  next.lastIndex = lineEnd(code, start);
  const match = next.exec(code);
  if (match === null) return code.length;
  return match[1] === undefined ? match.index : match.index + match[0].length;
}

function endOfHead(code: string, start: number, language: Indented): number {
  if (language === 'ruby') return lineEnd(code, start);
  const body = language === 'python' ? /:[ \t]*(?:\r?\n|$)/g : /,?\s+do\b/g;
  body.lastIndex = start;
  return body.exec(code)?.index ?? lineEnd(code, start);
}

/** Where the decorators above a function begin. */
function decorated(code: string, at: number, indent: string): number {
  let start = at;
  for (let lines = 0; lines < 12 && start > 0; lines += 1) {
    const before = code.lastIndexOf('\n', start - 2) + 1;
    const line = code.slice(before, start).trimEnd();
    const isPart =
      line.startsWith(`${indent}@`) ||
      /^[ \t]+\S/.test(line.slice(indent.length)) ||
      /^[ \t]*[)\]]/.test(line);
    if (!isPart) break;
    start = before;
  }
  const first = code.slice(start, at).indexOf('@');
  return first === -1 ? at + indent.length : start + first;
}

function lineEnd(code: string, from: number): number {
  const end = code.indexOf('\n', from);
  return end === -1 ? code.length : end;
}

import type { ts } from 'ts-morph';
import type { TextEdit } from '../scan/text-edit.ts';
import type { FileStyle } from '../scan/file-style.ts';

/** Code for a given indentation, which its first line does not have. */
export type IndentedCode = (indentation: string) => string;

/** The edit that puts a property in front of those of an object literal. */
export function firstIn(
  literal: ts.ObjectLiteralExpression,
  code: IndentedCode,
  source: ts.SourceFile,
  { indent, lineEnd }: FileStyle,
): TextEdit {
  const start = literal.getStart(source) + 1;
  const rest = source.text.slice(start, literal.end - 1);
  const outer = lineIndentation(source.text, start);
  if (rest.trim() === '') {
    const inner = code(outer + indent);
    const isLine = !inner.includes('\n');
    const text = isLine ? ` ${inner} ` : `${lineEnd}${outer}${indent}${inner}${lineEnd}${outer}`;
    return { start, end: literal.end - 1, text };
  }
  const below = /^[ \t]*(?:\/\/.*)?\r?\n\s*?([ \t]*)(?=\S)/.exec(rest)?.[1];
  if (below === undefined) return { start, end: start, text: ` ${code(outer + indent)},` };
  const gap = isSpaced(literal, source) ? lineEnd : '';
  return { start, end: start, text: `${lineEnd}${below}${code(below)},${gap}` };
}

/** The edit that puts properties before one of an object literal, or behind them all. */
export function beforeIn(
  literal: ts.ObjectLiteralExpression,
  codes: readonly IndentedCode[],
  next: ts.ObjectLiteralElementLike | undefined,
  source: ts.SourceFile,
  { lineEnd }: FileStyle,
): TextEdit {
  const { properties } = literal;
  const [first] = properties;
  const index = next === undefined ? properties.length : properties.indexOf(next);
  const previous = properties[index - 1];
  const indentation = lineIndentation(source.text, (first ?? literal).getStart(source));
  const gap = isSpaced(literal, source) ? lineEnd : '';
  const texts = codes.map((code) => `${gap}${lineEnd}${indentation}${code(indentation)}`);
  if (previous === undefined) {
    const start = literal.getStart(source) + 1;
    return { start, end: start, text: `${texts.join(',')},`.slice(gap.length) + gap };
  }
  const comma = /^\s*,(?:[ \t]*\/\/.*)?/.exec(source.text.slice(previous.end));
  const at = previous.end + (comma?.[0].length ?? 0);
  const text = comma === null ? `,${texts.join(',')}` : `${texts.join(',')},`;
  return { start: at, end: at, text };
}

/** Whether properties are set apart by blank lines. */
function isSpaced({ properties }: ts.ObjectLiteralExpression, source: ts.SourceFile): boolean {
  return properties.some((each, index) => {
    const space = source.text.slice(each.pos, each.getStart(source));
    return index > 0 && /\n[ \t]*\r?\n/.test(space);
  });
}

function lineIndentation(text: string, position: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', position - 1) + 1))?.[0] ?? '';
}

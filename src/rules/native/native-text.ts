import type { Node } from 'web-tree-sitter';
import { onceEach, onceEachName } from '../../scan/once-each.ts';
import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import type { FileEdit } from '../rule.ts';

/** Takes a range out, with its lines where nothing else stands on them. */
export function withoutRange(path: string, text: string, { start, end }: Range): FileEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const behind = text.slice(end, lineEnd === -1 ? undefined : lineEnd);
  const isFirst = text.slice(lineStart, start).trim() === '';
  if (!isFirst || behind.trim() !== '') {
    // A comment behind it comes to stand in its place.
    const gap = isFirst ? (/^[ \t]*/.exec(behind)?.[0].length ?? 0) : 0;
    return { path, start, end: end + gap, text: '' };
  }
  const after = lineEnd === -1 ? text.length : lineEnd + 1;
  // Of the blank lines around it one is enough.
  const isBlankBefore = /(?:\n|\{)[ \t]*\r?\n$/.test(text.slice(0, lineStart));
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(after))?.[0].length ?? 0;
  return { path, start: lineStart, end: isBlankBefore ? after + blankAfter : after, text: '' };
}

/** A name that a text does not hold yet. */
export function freeName(wanted: readonly [string, ...string[]], file: ScannedFile): string {
  return wanted.find((name) => !isNamedIn(file)(name)) ?? `${wanted[0]}2`;
}

const isNamedIn = onceEach(({ text }: ScannedFile) =>
  onceEachName((name) => new RegExp(`\\b${name}\\b`).test(text)),
);

/** A text with the line ends of a file. */
export function inLinesOf(text: string, added: string): string {
  return text.includes('\r\n') ? added.replaceAll('\n', '\r\n') : added;
}

/** One level of indentation. */
export const indentationIn = onceEach(({ text }: ScannedFile): string => {
  if (/\n\t/.test(text)) return '\t';
  return /\n {2}\S/.test(text) ? '  ' : '    ';
});

/** The type that a variable is declared with, where it is `name`: `LinkPublicKeyConfiguration config = …`. */
export function declaredType({ parent, startIndex }: Node, name: string): Node | undefined {
  const declaration = parent?.type === 'variable_declarator' ? parent.parent : parent;
  if (!/^(?:local_variable|property)_declaration$/.test(declaration?.type ?? '')) return undefined;
  const types = declaration?.descendantsOfType('type_identifier') ?? [];
  return types.find((each) => each?.text === name && each.endIndex < startIndex) ?? undefined;
}

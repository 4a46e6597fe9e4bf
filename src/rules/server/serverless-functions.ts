import path from 'node:path';
import type { Project } from '../../scan/project.ts';
import type { FileEdit } from '../rule.ts';
import { wholeWord } from '../whole-word.ts';

/**
 * The function of `serverless.yml` that leads to `named`, once more for its sibling.
 * https://www.serverless.com/framework/docs/providers/aws/events/apigateway
 */
export function siblingFunction(
  functionFile: string,
  named: string,
  newName: string,
  segment: string,
  project: Project,
): readonly FileEdit[] {
  for (let folder = path.posix.dirname(functionFile); ; folder = path.posix.dirname(folder)) {
    for (const name of ['serverless.yml', 'serverless.yaml']) {
      const file = path.posix.join(folder, name);
      if (!project.has(file)) continue;
      const handler = path.posix.relative(folder, functionFile).replace(/\.\w+$/, '');
      const text = project.load(file)?.text ?? '';
      const edit = copied(text, `${handler}.${named}`, `${handler}.${newName}`, newName, segment);
      return edit === undefined ? [] : [{ path: file, ...edit }];
    }
    if (folder === '.' || folder === '/') return [];
  }
}

function copied(
  text: string,
  handler: string,
  newHandler: string,
  newName: string,
  segment: string,
): Omit<FileEdit, 'path'> | undefined {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => {
    const value = /^\s+handler:\s*['"]?([^'"#\s]+)/.exec(line)?.[1];
    return value !== undefined && path.posix.normalize(value) === handler;
  });
  if (at === -1) return undefined;
  const first = lines.findLastIndex((line, index) => index < at && isAbove(line, lines[at]));
  const key = /^(\s*)[\w-]+:\s*$/.exec(lines[first] ?? '');
  if (key === null) return undefined;
  const behind = lines.findIndex((line, index) => index > first && isEnd(line, key[1] ?? ''));
  const end = lastOf(lines, first, behind === -1 ? lines.length : behind);
  const block = lines.slice(first, end);
  const own = segmentIn(block);
  if (own === undefined) return undefined;
  const copy = block.map((line, index) => {
    if (index === 0) return `${key[1] ?? ''}${newName}:`;
    if (index === at - first) return line.replace(/(handler:\s*['"]?)[^'"#\s]+/, `$1${newHandler}`);
    return isPath(line)
      ? line.replace(new RegExp(`${wholeWord(own).source}(?=['"]?\\s*$)`), segment)
      : line;
  });
  const position = lines.slice(0, end).join(eol).length;
  return { start: position, end: position, text: eol + copy.join(eol) };
}

function isAbove(line: string, handler = ''): boolean {
  return line.trim() !== '' && indentOf(line) < indentOf(handler) && !/^\s*#/.test(line);
}

function isEnd(line: string, indentation: string): boolean {
  return line.trim() !== '' && indentOf(line) <= indentation.length;
}

/** Without the empty lines and comments that belong to what follows. */
function lastOf(lines: readonly string[], first: number, end: number): number {
  let last = end;
  while (last > first + 1 && /^\s*(?:#.*)?$/.test(lines[last - 1] ?? '')) last -= 1;
  return last;
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

function isPath(line: string): boolean {
  return /\b(?:path|httpApi|http):\s*\S/.test(line);
}

/** The last segment of the path that the function answers at. */
function segmentIn(block: readonly string[]): string | undefined {
  for (const line of block) {
    const found = isPath(line) ? /([\w-]+)['"]?\s*$/.exec(line)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

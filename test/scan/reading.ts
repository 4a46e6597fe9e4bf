import { basename } from 'node:path';
import { fileTypeOf } from '../../src/scan/file-types.ts';
import { readScripts, type ScriptReading } from '../../src/scan/read-scripts.ts';

/** Reads a file by its name. */
export function reading(path: string, text: string): ScriptReading {
  const type = fileTypeOf(basename(path));
  if (type === undefined) throw new Error(`${path} is of no known type.`);
  return readScripts(path, text, type);
}

/** What the parser saw, a line a script: its scope, and its code without the blanks around it. */
export function codeIn(path: string, text: string): string[] {
  return reading(path, text).scripts.map(({ scope, source, syntaxErrors }) => {
    const code = source.text.replaceAll(/\s+/g, ' ').trim();
    return `${syntaxErrors.length === 0 ? scope : 'unreadable'}: ${code}`;
  });
}

/** The template tags of a file, as they stand there. */
export function tagsIn(path: string, text: string): string[] {
  return reading(path, text).placeholders.map(({ start, end }) => text.slice(start, end));
}

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { ts } from 'ts-morph';
import { parserAlone } from './parser-alone.ts';

/**
 * Of ts-morph the program uses TypeScript's parser, so the built program has that alone, as a part of it:
 * to load all of ts-morph takes five times as long as to rewrite a file. And its functions become
 * variables of ours: as properties they are found by name, behind two getters.
 */
export function compilerAlone(sources: string): Plugin {
  const names = 'ts-morph/names';
  const kinds = 'ts-morph/kinds';
  const parser = 'ts-morph/parser';
  const modules: ReadonlyMap<string, () => string> = new Map([
    ['ts-morph', () => `export * as ts from '${names}';`],
    [names, () => `export * from '${parser}';\nexport * as SyntaxKind from '${kinds}';`],
    [kinds, syntaxKinds],
    [parser, () => parserAlone(compilerText(), namesUsedIn(sources))],
  ]);
  return {
    name: 'compiler-alone',
    resolveId: (id) => (modules.has(id) ? `\0${id}` : undefined),
    load: (id) => modules.get(id.slice(1))?.(),
  };
}

/** `export const Identifier = 80;` */
function syntaxKinds(): string {
  return Object.entries(ts.SyntaxKind)
    .filter(([name]) => /^[A-Z]\w*$/i.test(name))
    .map(([name, kind]) => `export const ${name} = ${String(kind)};`)
    .join('\n');
}

/** The file of TypeScript that ts-morph brings. */
export function compilerText(): string {
  const tsMorph = createRequire(import.meta.url).resolve('ts-morph');
  return readFileSync(
    createRequire(tsMorph).resolve('@ts-morph/common/dist/typescript.js'),
    'utf8',
  );
}

/** `isIdentifier` for `ts.isIdentifier`, for all that a folder's files take of TypeScript. */
function namesUsedIn(folder: string): ReadonlySet<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const names = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      if (/\} = ts;/.test(text))
        throw new Error(`${file} takes names out of ts. Write ts.isIdentifier.`);
      return Array.from(text.matchAll(/\bts\.(\w+)/g), ([, name = '']) => name);
    });
  // The others are types.
  return new Set(names.filter((name) => name in ts && name !== 'SyntaxKind'));
}

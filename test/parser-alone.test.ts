import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ts } from 'ts-morph';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compilerText } from '../scripts/compiler-alone.ts';
import { parserAlone } from '../scripts/parser-alone.ts';
import { syntaxErrorsOf } from '../src/scan/parse-script.ts';

type Parser = Pick<typeof ts, 'createSourceFile' | 'forEachChild' | 'getLeadingCommentRanges'>;

const folder = mkdtempSync(join(tmpdir(), 'parser-alone-'));
let alone: Parser;

beforeAll(async () => {
  const wanted = ['createSourceFile', 'forEachChild', 'getLeadingCommentRanges'];
  const file = join(folder, 'parser.mjs');
  writeFileSync(file, parserAlone(compilerText(), new Set(wanted)));
  const loaded: unknown = await import(pathToFileURL(file).href);
  if (!isParser(loaded)) throw new Error('The part of TypeScript does not export what was wanted.');
  alone = loaded;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixtures = globSync('fixtures/**/*.{js,jsx,ts,tsx}', { cwd: import.meta.dirname });

test('there is code to compare', () => expect(fixtures.length).toBeGreaterThan(500));

test('the part of TypeScript that is built in reads code as the whole does', () => {
  for (const fixture of fixtures) {
    const text = readFileSync(join(import.meta.dirname, fixture), 'utf8');
    // What is cut off in the middle is what nobody can read.
    for (const code of [text, text.slice(0, text.length / 2)]) {
      expect(treeOf(alone, fixture, code), fixture).toEqual(treeOf(ts, fixture, code));
    }
  }
});

test('a file of TypeScript that is made in another way is refused', () => {
  expect(() => parserAlone('export const version = 8;', new Set())).toThrow(
    'no longer one function',
  );
});

test('a name that TypeScript does not know is refused', () => {
  const text = 'var ts = {}; ((module) => { function parse2() {} })(ts);';
  expect(() => parserAlone(text, new Set(['parse']))).toThrow('no parse under that name');
});

test('what TypeScript exports under another name is not taken for its namesake', () => {
  const file = join(folder, 'renamed.mjs');
  // The parser has a `visitNodes` of its own.
  writeFileSync(file, parserAlone(compilerText(), new Set(['visitNodes'])));
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('export { visitNodes2 as visitNodes };');
  expect(text).toContain('function visitNodes2(');
});

test('what nobody asks for is left out', () => {
  const text = parserAlone(compilerText(), new Set(['createSourceFile']));
  expect(text).not.toContain('function createTypeChecker');
  expect(text.length).toBeLessThan(1_200_000);
});

function isParser(module: unknown): module is Parser {
  return typeof module === 'object' && module !== null && 'createSourceFile' in module;
}

/** Everything that rules ask of a tree, a line for each node. */
function treeOf(parser: Parser, name: string, code: string): readonly unknown[] {
  const mode = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const source = parser.createSourceFile(name, code, mode, true);
  const lines: unknown[] = [...syntaxErrorsOf(source)];
  const visit = (node: ts.Node): void => {
    const { kind, pos, end, flags } = node;
    const start = node.getStart(source);
    const comments = parser.getLeadingCommentRanges(code, pos)?.length;
    const text = 'text' in node && node !== source ? node.text : undefined;
    const within = node === source ? undefined : node.parent.pos;
    lines.push([kind, pos, start, end, flags, comments, text, within].join(' '));
    parser.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

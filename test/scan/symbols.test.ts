import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { symbolsOf } from '../../src/scan/symbols.ts';
import { nodeOf, placeOf, placeOfCode } from './code-in-memory.ts';

/** The lines on which the last `key` of the code is used, from 1. */
function linesOf(code: string, path = 'a.js'): number[] {
  const place = placeOfCode(code, path);
  const name = nodeOf('key', place);
  if (!ts.isIdentifier(name)) throw new Error('key is no name.');
  const { source } = place.script;
  return symbolsOf(place.script)
    .usesOf(name)
    .map((use) => source.getLineAndCharacterOfPosition(use.getStart(source)).line + 1);
}

describe('the uses of a name are those of what it is bound to', () => {
  test.each<[string, string, readonly number[]]>([
    ['all of one variable', 'var key = 1;\nopen(key);\nkey;', [1, 2, 3]],
    ['not those of a parameter', 'var key = 1;\nfunction f(key) { key; }\nkey;', [1, 3]],
    ['not those of a block', 'let key = 1;\n{\n  let key = 2;\n  key;\n}\nkey;', [1, 6]],
    ['not members', 'const key = 1;\noptions.key;\nkey;', [1, 3]],
    ['not names of properties', 'const key = 1;\nopen({ key: 2 });\nkey;', [1, 3]],
    ['those of shorthand properties', 'const key = 1;\nopen({ key });\nkey;', [1, 2, 3]],
    ['not what a pattern takes it from', 'const { key: k } = o;\nconst key = 1;\nkey;', [2, 3]],
    ['those that a pattern declares', 'const { key } = options;\nkey;', [1, 2]],
    ['hoisted ones', 'if (x) {\n  var key = 1;\n}\nkey;', [2, 4]],
    ['functions', 'key();\nfunction key() {}\nkey;', [1, 2, 3]],
    ['what is exported by its name', 'const key = 1;\nexport { key };\nkey;', [1, 2, 3]],
    ['what is exported by another', 'const key = 1;\nexport { key as k };\nkey;', [1, 2, 3]],
    ['imports', "import key from './key';\nopen(key);\nkey;", [1, 2, 3]],
  ])('%s', (_, code, lines) => {
    expect(linesOf(code)).toEqual(lines);
  });
});

test('a name that the script does not declare has no uses', () => {
  expect(linesOf('open(key);\nkey;')).toEqual([]);
});

test('all classic scripts of a page share their names', () => {
  const page = '<script>var key = 1;</script>\n<script>open(key); key;</script>';
  expect(linesOf(page, 'a.html')).toEqual([1, 2, 2]);
});

test('a script keeps the name of its file', () => {
  const place = placeOf({ 'a/b.html': '<script>var a; a;</script>' }, 'a/b.html');
  symbolsOf(place.script);
  expect(place.script.source.fileName).toBe('a/b.html');
});

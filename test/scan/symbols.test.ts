import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { symbolsOf } from '../../src/scan/symbols.ts';
import { nodeOf, placeOfCode } from './code-in-memory.ts';

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
    [
      'a variable under the name of a parameter',
      'function f(key) {\n  var key;\n  key;\n}',
      [1, 2, 3],
    ],
    [
      'what a default is taken from',
      'let key;\nfunction f(a = key) {\n  var key;\n  key;\n}',
      [3, 4],
    ],
    ['what is caught', 'let key;\ntry {} catch (key) {\n  key;\n}', [2, 3]],
    ['of a loop', 'let key;\nfor (const key of keys) {\n  key;\n}', [2, 3]],
    [
      'cases of one switch',
      'switch (x) {\n  case 1:\n    let key;\n  default:\n    key;\n}',
      [3, 5],
    ],
    ['the own name of a function', 'let key;\nopen(function key() {\n  key;\n});', [2, 3]],
    ['the own name of a class', 'let key;\nopen(class key {\n  a = key;\n});', [2, 3]],
    ['a declaration that cannot be: its own', 'let key;\nlet key;', [2]],
    ['not labels', 'let key;\nkey: for (;;) break key;\nkey;', [1, 3]],
    ['not elements and attributes', 'const key = 1;\n<Key.key key="1" />;\n<key />;\nkey;', [1, 4]],
    ['imports', "import key from './key';\nopen(key);\nkey;", [1, 2, 3]],
  ])('%s', (_, code, lines) => {
    expect(linesOf(code)).toEqual(lines);
  });
});

describe('names of types and of values are apart', () => {
  test.each<[string, string, readonly number[]]>([
    ['a type', 'type key = 1;\nfunction f(key: key) {\n  key;\n}', [2, 3]],
    ['a parameter of a type', 'type Box<key> = {\n  a: key;\n};', [1, 2]],
    ['a type and a value', 'interface key {}\nconst key: key = {};\nkey;', [1, 2, 2, 3]],
    ['members of an enum', 'let key;\nenum Keys {\n  key,\n  other = key,\n}', [3, 4]],
    ['what is inferred', 'type A<B> = B extends (infer key)[]\n  ? key\n  : never;', [1, 2]],
  ])('%s', (_, code, lines) => {
    expect(linesOf(code, 'a.ts')).toEqual(lines);
  });
});

test('functions come first, as they are there before what stands above them', () => {
  const place = placeOfCode('var key = 1;\nif (x) {\n  key();\n  function key() {}\n}', 'a.js');
  const name = nodeOf('key', place);
  if (!ts.isIdentifier(name)) throw new Error('key is no name.');
  const [first] = symbolsOf(place.script).symbolOf(name)?.declarations ?? [];
  expect(first !== undefined && ts.isFunctionDeclaration(first)).toBe(true);
});

test('a parameter without a name, as the parser makes of broken code, declares nothing', () => {
  const code =
    "var key;\nvar a = open({\n  b: 'c'.d','),\n  e: 'f',\n  g: function (h) { key; },\n});";
  expect(linesOf(code)).toEqual([1, 5]);
});

test('a name that the script does not declare has no uses', () => {
  expect(linesOf('open(key);\nkey;')).toEqual([]);
});

test('all classic scripts of a page share their names', () => {
  const page = '<script>var key = 1;</script>\n<script>open(key); key;</script>';
  expect(linesOf(page, 'a.html')).toEqual([1, 2, 2]);
});

import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/codemod/apply-edits.ts';
import { removeOrphans } from '../../../src/rules/edits/orphans.ts';
import { placeOf } from '../../scan/code-in-memory.ts';

/** The code without what only the argument of `gone(…)` used, and without nothing else. */
function cleaned(
  code: string,
  { path = 'a.js', others = {} }: { path?: string; others?: Record<string, string> } = {},
): string {
  const place = placeOf({ ...others, [path]: code }, path);
  const gone: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'gone') gone.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(place.script.source);
  const edits = removeOrphans(gone, place);
  return applyEdits(
    code,
    edits.filter((edit) => edit.path === path),
  ).replace(/gone\(.*\);\n?/, '');
}

const module = (code: string): string => `${code}\nexport {};\n`;

describe('is taken out', () => {
  test.each<[string, string]>([
    ['a constant', "const key = 'k';\ngone(key);"],
    ['what it was made of', "const a = 'k';\nconst key = a;\ngone(key);"],
    ['one of several', "const key = 'k', x = 1;\nuse(x);\ngone(key);"],
    [
      'a reading',
      "const key = document.querySelector('meta').getAttribute('content');\ngone(key);",
    ],
    ['the address', "const key = new URLSearchParams(location.search).get('k');\ngone(key);"],
    ['what was kept', "const key = localStorage.getItem('k');\ngone(key);"],
    ['a function', "function key() { return 'k'; }\ngone(key());"],
    ['an import', "import key from './m';\ngone(key);"],
    ['one name of an import', "import { x, key } from './m';\nuse(x);\ngone(key);"],
    ['all names of an import', "import { env, key } from './m';\ngone(key, env);"],
    ['the default beside names', "import key, { x } from './m';\nuse(x);\ngone(key);"],
    ['names beside the default', "import x, { key } from './m';\nuse(x);\ngone(key);"],
    ['a namespace', "import * as all from './m';\ngone(all.key);"],
    ['one name of a pattern', 'const { key, x } = props;\nuse(x);\ngone(key);'],
    ['a pattern', 'const { key, env } = props;\ngone(key, env);'],
    ['an object of which nothing is left', 'const o = {};\ngone(o);'],
  ])('%s', (_, code) => {
    expect(cleaned(module(code))).not.toMatch(/\bkey\b|\benv\b|\ball\b|'k'|= \{\}/);
    expect(cleaned(module(code))).toContain(code.includes('use(x)') ? 'use(x);' : 'export {};');
    expect(cleaned(module(code))).not.toMatch(/^\n/);
  });
});

describe('stays', () => {
  test.each<[string, string]>([
    ['what is used elsewhere', "const key = 'k';\nuse(key);\ngone(key);"],
    ['what does something', 'const key = load();\ngone(key);'],
    ['what changes something', 'const key = (count += 1);\ngone(key);'],
    ['what is exported', "export const key = 'k';\ngone(key);"],
    ['what is exported by its name', "const key = 'k';\nexport { key };\ngone(key);"],
    [
      'a name beside a rest, which it would join',
      'const { key, ...rest } = props;\nuse(rest);\ngone(key);',
    ],
    ['a parameter', 'function f(key) {\n  gone(key);\n}'],
    ['an import for its effects', "import './m';\ngone(1);"],
  ])('%s', (_, code) => {
    expect(cleaned(module(code))).toBe(module(code).replace(/gone\(.*\);\n?/, ''));
  });
});

test.each<[string, string, string]>([
  ['one line', "const key = 'k';\n\nuse(1);\ngone(key);", 'use(1);\n'],
  ['lines', "const a = 'k';\nconst key = a;\n\nuse(1);\ngone(key);", 'use(1);\n'],
  ['between', "use(0);\n\nconst key = 'k';\n\nuse(1);\ngone(key);", 'use(0);\n\nuse(1);\n'],
  [
    'in a function',
    "f = () => {\n  const key = 'k';\n\n  use(1);\n  gone(key);\n};",
    'f = () => {\n  use(1);\n  };',
  ],
])('no blank line is left where %s stood', (_, code, expected) => {
  expect(cleaned(module(code))).toBe(module(expected.replace(/\n$/, '')));
});

describe('a name of a classic script', () => {
  const code = "var key = 'k';\ngone(key);\n";

  test('is taken out where no other script reads it', () => {
    expect(cleaned(code, { others: { 'b.js': 'use(1);', 'c.env': 'key=1' } })).toBe('');
    expect(cleaned(code, { others: { 'b.js': 'function f(key) { use(key, o.key); }' } })).toBe('');
  });

  test('stays where one does', () => {
    expect(cleaned(code, { others: { 'b.js': 'use(key);' } })).toBe("var key = 'k';\n");
    expect(cleaned(code, { others: { 'b.html': '<script>use(key);</script>' } })).toBe(
      "var key = 'k';\n",
    );
  });

  test('in a function is nobody else', () => {
    const inner = "(function () {\n  var key = 'k';\n  gone(key);\n})();\n";
    expect(cleaned(inner, { others: { 'b.js': 'use(key);' } })).toBe('(function () {\n  })();\n');
  });
});

import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/scan/code-place.ts';
import { definitionOf } from '../../src/scan/definition.ts';
import { nodeOf, placeOf } from './code-in-memory.ts';

type Files = Readonly<Record<string, string>>;

/** The code that `expression` in a.js stands for, with the file it was found in. */
function defined(expression: string, files: Files, path = 'a.js'): string | undefined {
  const place = placeOf(files, path);
  const found = definitionOf(nodeOf(expression, place), place);
  return found && `${found.place.file.path}: ${textOf(found.node, found.place)}`;
}

describe('in one file', () => {
  test.each<[string, string, string]>([
    ['a literal', "use('x');", "'x'"],
    ['a constant', "const x = 'v';\nuse(x);", "'v'"],
    ['a constant of a constant', "const y = 'v';\nconst x = y;\nuse(x);", "'v'"],
    ['a variable that is assigned once', "var x;\nx = 'v';\nuse(x);", "'v'"],
    ['a function', 'function x() {}\nuse(x);', 'function x() {}'],
    ['a class', 'class x {}\nuse(x);', 'class x {}'],
    ['a member of an object', "const x = { y: 'v' };\nuse(x.y);", "'v'"],
    ['a method of an object', 'const x = { y() {} };\nuse(x.y);', 'y() {}'],
    ['a member in brackets', "const x = { 'y': 'v' };\nuse(x['y']);", "'v'"],
    ['what a pattern takes', "const o = { y: 'v' };\nconst { y: x } = o;\nuse(x);", "'v'"],
    ['a member of this', "class A { y = 'v'; f() { use(this.y); } }", "'v'"],
    ['a method of this', 'class A { y() {} f() { use(this.y); } }', 'y() {}'],
    [
      'what a constructor assigns',
      "class A { constructor() { this.y = 'v'; use(this.y); } }",
      "'v'",
    ],
    ['a method of an instance', 'class A { y() {} }\nconst a = new A();\nuse(a.y);', 'y() {}'],
    ['a method of Vue', 'x = { methods: { y() {} }, created() { use(this.y); } };', 'y() {}'],
    ['a global that the script sets', "window.y = 'v';\nuse(window.y);", "'v'"],
    ['a type assertion', "use(('v'));", "'v'"],
  ])('%s', (_, code, expected) => {
    const expression = /use\((.*)\)/.exec(code)?.[1]?.replace(/^\('v'\)$/, "'v'") ?? '';
    expect(defined(expression, { 'a.js': code })).toBe(`a.js: ${expected}`);
  });

  test.each<[string, string]>([
    ['a variable that changes', "let x = 'v';\nx = 'w';\nuse(x);"],
    ['a variable that is assigned twice', "var x;\nx = 'v';\nx = 'w';\nuse(x);"],
    ['a parameter', 'function f(x) { use(x); }'],
    ['a member that is computed', 'const x = {};\nuse(x[y]);'],
    ['a member of what is not known', 'use(y.x);'],
    ['a member that is not there', 'const y = {};\nuse(y.x);'],
    ['this of a callback, which is not the object around it', 'x = { y: use(this.y) };'],
    ['itself', 'var x = x;\nuse(x);'],
    ['the state of a component', "class A { state = { y: 'v' }; f() { use(this.state.y); } }"],
  ])('not %s', (_, code) => {
    const expression = /use\((.*)\)/.exec(code)?.[1] ?? '';
    expect(defined(expression, { 'a.js': code })).toBeUndefined();
  });
});

describe('in another file', () => {
  test.each<[string, string, string, string]>([
    ['a named export', "import { x } from './b';\nuse(x);", 'x', "export const x = 'v';"],
    ['under another name', "import { y as x } from './b';\nuse(x);", 'x', "export const y = 'v';"],
    ['the default', "import x from './b';\nuse(x);", 'x', "export default 'v';"],
    ['a member', "import x from './b';\nuse(x.y);", 'x.y', "export default { y: 'v' };"],
    ['a namespace', "import * as x from './b';\nuse(x.y);", 'x.y', "export const y = 'v';"],
    ['require', "const x = require('./b');\nuse(x.y);", 'x.y', "exports.y = 'v';"],
    [
      'a member of an exported instance',
      "const x = require('./b');\nuse(x.y);",
      'x.y',
      "class A { y = 'v' }\nmodule.exports = new A();",
    ],
    ['module.exports', "const x = require('./b');\nuse(x);", 'x', "module.exports = 'v';"],
  ])('%s', (_, code, expression, other) => {
    expect(defined(expression, { 'a.js': code, 'b.js': other })).toBe("b.js: 'v'");
  });

  test('over two files', () => {
    const files = {
      'a.js': "import { x } from './b';\nuse(x);",
      'b.js': "export { y as x } from './c';",
      'c.js': "export const y = 'v';",
    };
    expect(defined('x', files)).toBe("c.js: 'v'");
  });

  test('not in a package, nor in a file that is not there', () => {
    expect(defined('x', { 'a.js': "import x from 'b';\nuse(x);" })).toBeUndefined();
    expect(defined('x', { 'a.js': "import x from './b';\nuse(x);" })).toBeUndefined();
  });
});

test('a prop of a Svelte component is what its parent gives', () => {
  const code = "<script>\nexport let x = 'v';\nconst y = 'w';\nuse(x, y);\n</script>";
  expect(defined('x', { 'a.svelte': code }, 'a.svelte')).toBeUndefined();
  expect(defined('y', { 'a.svelte': code }, 'a.svelte')).toBe("a.svelte: 'w'");
});

import { describe, expect, test } from 'vitest';
import { codeIn, reading, tagsIn } from './reading.ts';

describe('script blocks of a page', () => {
  test('classic ones share a scope and cannot run together', () => {
    const page = '<p>a</p><script>var a = 1</script>\n<b>\n<script>(b)</script>';
    expect(codeIn('a.html', page)).toEqual(['global: var a = 1; (b)']);
    expect(reading('a.html', page).scripts[0]?.source.statements).toHaveLength(2);
  });

  test('each module is alone', () => {
    const page =
      '<script>a</script><script type="module">b</script><script type=module>c</script><script>d</script>';
    expect(codeIn('a.html', page)).toEqual(['global: a; d', 'module: b', 'module: c']);
  });

  test.each([
    ['<script type="text/javascript">a</script>', 'global: a'],
    ['<script type="text/JavaScript; charset=utf-8">a</script>', 'global: a'],
    ["<SCRIPT LANGUAGE='JavaScript' async>a</SCRIPT >", 'global: a'],
    ['<script type="">a</script>', 'global: a'],
    ['<script type="text/babel">a = <b/></script>', 'global: a = <b/>'],
    ['<script type="text/babel" data-type="module">a</script>', 'module: a'],
    ['<script\n  data-x="a > b"\n  defer\n>a</script\n>', 'global: a'],
    ['<script>a = "<p></p><\\/script>"</script>', 'global: a = "<p></p><\\/script>"'],
    ['<script>a', 'global: a'],
    ['<script>a</scripting></script>', 'unreadable: a</scripting>'],
  ])('read: %s', (page, expected) => {
    expect(codeIn('a.html', page)).toEqual([expected]);
  });

  test.each([
    '<script src="a.js">a</script>',
    '<script src=a.js></script>',
    '<script type="application/json">{"a": 1}</script>',
    '<script type="application/ld+json">{"a": 1}</script>',
    '<script type="importmap">{}</script>',
    '<script type="text/template">a</script>',
    '<script type="text/x-handlebars" id=a>a</script>',
    '<script type="text/plain" data-consent="ads">a</script>',
    '<!-- <script>a</script> -->',
    '<!-- <script>a</script>',
    '<!--[if IE]><script>a</script><![endif]-->',
    '<style>/* <script>a</script> */</style>',
    '<textarea><script>a</script></textarea>',
    '<title><script>a</script></title>',
    '<scripts>a</scripts>',
    '<p data-x="script">a</p>',
  ])('not code: %s', (page) => {
    expect(codeIn('a.html', page)).toEqual([]);
  });

  test('one that does not parse is alone, and the others are read', () => {
    const page = '<script>a</script><script>b(</script><script>c</script>';
    expect(codeIn('a.html', page)).toEqual(['global: a; c', 'unreadable: b(']);
    const [good, bad] = reading('a.html', page).scripts;
    expect(good?.blocks).toHaveLength(2);
    expect(bad?.syntaxErrors[0]?.position).toBe(page.indexOf('</script><script>c'));
  });

  test('where there are too many blocks to try each, none is sure', () => {
    const page = '<script>a(</script>\n'.repeat(2000);
    expect(reading('a.html', page).scripts).toMatchObject([{ blocks: { length: 2000 } }]);
  });

  test('comments around code, from the days when browsers knew no scripts', () => {
    const page = '<script>\n<!-- hide\na\n// -->\n</script><script>\n<![CDATA[\nb\n]]>\n</script>';
    expect(codeIn('a.htm', page)).toEqual(['global: a // --> ; b']);
  });

  test('merge conflict markers around scripts leave none to be sure of', () => {
    const sides = ['<<<<<<< ours', '<script>a</script>', '=======', '<script>b</script>'];
    const page = [...sides, '>>>>>>> theirs', ''].join('\n');
    expect(codeIn('a.html', page)).toEqual(['unreadable: a; b']);
    expect(codeIn('a.js', '<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n')[0]).toMatch(
      /^unreadable/,
    );
  });

  test('positions in a script are positions in the file', () => {
    const page = '<p>ü</p>\r\n<script>\r\n  Plaid.create();\r\n</script>';
    const [script] = reading('a.html', page).scripts;
    const [statement] = script?.source.statements ?? [];
    expect(statement?.getStart(script?.source)).toBe(page.indexOf('Plaid.create'));
    expect(script?.blocks).toEqual([
      { start: page.indexOf('<script>') + 8, end: page.indexOf('</script>') },
    ]);
  });
});

describe('components', () => {
  test('Vue: both blocks are one module, the template is none', () => {
    const text = `<template><a :b="c > d">{{ e }}</a></template>
<script lang="ts">
export const a: number = 1;
</script>
<script setup lang="ts" generic="T extends Record<string, number>">
const b = a as number;
</script>
<style>a { b: c }</style>`;
    expect(codeIn('a.vue', text)).toEqual([
      'module: export const a: number = 1; ; const b = a as number;',
    ]);
    expect(tagsIn('a.vue', text)).toEqual(['{{ e }}']);
  });

  test('Vue: JavaScript, TSX, and a script of another file', () => {
    expect(codeIn('a.vue', '<script>export default {}</script>')).toEqual([
      'module: export default {}',
    ]);
    expect(codeIn('a.vue', '<script lang="tsx">const a: b = <c/></script>')).toEqual([
      'module: const a: b = <c/>',
    ]);
    expect(codeIn('a.vue', '<script src="./a.js"></script>')).toEqual([]);
  });

  test('Svelte', () => {
    const text = `<script context="module">export const a = 1;</script>
<script>$: b = a;</script>
{#if b}<p>{b}</p>{/if}`;
    expect(codeIn('a.svelte', text)).toEqual(['module: export const a = 1;; $: b = a;']);
    expect(tagsIn('a.svelte', text)).toEqual([]);
  });

  test('braces that are code stay code', () => {
    const text = '<script>const a = {b: {c: {d: 1}}}; if (a) {{ b }}</script>';
    expect(codeIn('a.vue', text)).toEqual([`module: ${text.slice(8, -9)}`]);
    expect(tagsIn('a.vue', text)).toEqual([]);
  });
});

describe('scripts of their own', () => {
  test.each([
    ['a.ts', 'let a: b = <c>d;', 'global'],
    ['a.tsx', 'let a: b = <c/>;', 'module'],
    ['a.js', 'let a = <b/>;', 'global'],
    ['a.js', 'import a from "a";', 'module'],
    ['a.js', 'const a = require("a");', 'module'],
    ['a.js', 'exports.a = 1;', 'module'],
    ['a.js', 'var a = 1;', 'global'],
    ['a.mjs', 'var a = 1;', 'module'],
    ['a.cts', 'var a: number = 1;', 'module'],
    ['a.js', '#!/usr/bin/env node\nvar a;', 'global'],
    ['a.js', '', 'global'],
    ['a.js', "var a = '<%= K %>', b = '{{ K }}';", 'global'],
    ['a.js', 'var a = <%= K %>;', 'unreadable'],
    ['a.js', 'f({ // });', 'unreadable'],
  ])('%s: %s', (path, code, expected) => {
    expect(codeIn(path, code)).toEqual([`${expected}: ${code.replaceAll(/\s+/g, ' ')}`]);
    expect(tagsIn(path, code)).toEqual([]);
  });

  test.each([
    ['function a(b: ?string): c { return (b: any) }', 'function a(b: ?string): c { return (b ) }'],
    ['type A = {| +a: string, -b?: ?c |};', 'type A = { a: string, b?: ?c };'],
    ['async function a<T: Object, U>(b: T) {}', 'async function a<T , U>(b: T) {}'],
    ["import typeof A from 'a'; opaque type B = string;", "import A from 'a'; type B = string;"],
    ['const a = (b(c): Array<?d>), e = (f: g) => h;', 'const a = (b(c) ), e = (f: g) => h;'],
  ])('types of Flow: %s', (code, expected) => {
    const [script] = codeIn('a.js', `/* @flow */ ${code}`);
    expect(script?.replace(/^\w+: /, '')).toBe(`/* @flow */ ${expected}`);
    expect(script).not.toMatch(/^unreadable/);
  });

  test('a name that is imported and declared again', () => {
    const problems = (path: string, code: string): unknown =>
      reading(path, code).scripts.map(({ syntaxErrors }) => syntaxErrors);
    expect(problems('a.js', 'import a from "a";\nconst {b: [a]} = 1;')).toEqual([
      [{ position: 30, message: "Identifier 'a' has already been declared." }],
    ]);
    for (const again of ['import {b as a} from "b";', 'function a() {}', 'class a {}', 'var a;']) {
      expect(problems('a.js', `import * as a from "a";\n${again}`)).toMatchObject([[{}]]);
    }
    expect(problems('a.js', 'import a from "a"; { const a = 1; }')).toEqual([[]]);
    expect(problems('a.ts', 'import {a} from "a"; const a = 1;')).toEqual([[]]);
  });

  test('what only a type checker would refuse', () => {
    const problems = (path: string, code: string): unknown =>
      reading(path, code).scripts.map(({ syntaxErrors }) => syntaxErrors);
    expect(problems('a.js', 'const a = 1,\nexport const b = 2;')).toEqual([
      [{ position: 11, message: 'Trailing comma not allowed.' }],
    ]);
    expect(problems('a.ts', 'import a from b;')).toEqual([
      [{ position: 0, message: 'String literal expected.' }],
    ]);
    expect(problems('a.ts', 'export * from "b"; export {}; let a, b;')).toEqual([[]]);
    expect(problems('a.js.erb', 'import a from <%= b %>;')).toEqual([[]]);
  });

  test('brackets in each other by the thousand are said to be too many', () => {
    const [script] = reading('a.js', '['.repeat(100_000)).scripts;
    expect(script?.syntaxErrors).toEqual([
      { position: 0, message: 'Nested too deeply to be parsed.' },
    ]);
    expect(script?.source.text).toHaveLength(100_000);
  });

  test('data holds no code', () => {
    expect(codeIn('a.json', '{"plaid": 1}')).toEqual([]);
    expect(codeIn('.env.example', 'PLAID_KEY=')).toEqual([]);
  });
});

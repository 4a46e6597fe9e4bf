import { describe, expect, test } from 'vitest';
import { bindingOf, memberName, type Binding } from '../../src/scan/bindings.ts';
import { nodeOf, placeOfCode } from './code-in-memory.ts';

function binding(code: string, name: string, path = 'a.ts'): Binding | undefined {
  const place = placeOfCode(code, path);
  return bindingOf(nodeOf(name, place), place.script);
}

const link = { kind: 'global', name: 'Plaid' };

describe('what is the global of the page', () => {
  test.each([
    ['Plaid.create();', 'Plaid'],
    ['window.Plaid.create();', 'window.Plaid'],
    ["window['Plaid'].create();", "window['Plaid']"],
    ['(window as any).Plaid.create();', '(window as any).Plaid'],
    ['(<any>window).Plaid.create();', '(<any>window).Plaid'],
    ['window!.Plaid!.create();', 'window!.Plaid'],
    ['globalThis.Plaid.create();', 'globalThis.Plaid'],
    ['self.Plaid?.create();', 'self.Plaid'],
    ['declare var Plaid: any;\nPlaid.create();', 'Plaid'],
    ['declare const Plaid: { create(): void };\nPlaid.create();', 'Plaid'],
    ['declare global { const Plaid: any; }\nPlaid.create();\nexport {};', 'Plaid'],
    ['const P = window.Plaid;\nP.create();', 'P'],
    ['const { Plaid } = window;\nPlaid.create();', 'Plaid'],
    ['const { Plaid: Link } = window as any;\nLink.create();', 'Link'],
    ['const w = window;\nconst P = w.Plaid;\nP.create();', 'P'],
    ['function open() { return Plaid.create(); }', 'Plaid'],
    ['window.handler = window.Plaid.create();', 'window.Plaid', 'a.js'],
    ['window.Plaid = window.Plaid || {};\nPlaid.create();', 'Plaid', 'a.js'],
  ])('%s', (code, name, path = 'a.ts') => {
    expect(binding(code, name, path)).toEqual(link);
  });
});

describe('what is something else', () => {
  test.each([
    ['class Plaid {}\nPlaid.create();', 'Plaid'],
    ['const Plaid = { create() {} };\nPlaid.create();', 'Plaid'],
    ['function open(Plaid) { Plaid.create(); }', 'Plaid'],
    ['const Plaid = model("Plaid");\nPlaid.create();', 'Plaid'],
  ])('declared: %s', (code, name) => {
    expect(binding(code, name)?.kind).toBe('declared');
  });

  test.each([
    ['db.Plaid.create();', 'db.Plaid'],
    ['get().Plaid.create();', 'get().Plaid'],
    ['window[name].create();', 'window[name]'],
    ['const { window } = env;\nwindow.Plaid.create();', 'window.Plaid'],
  ])('nothing that is known: %s', (code, name) => {
    expect(binding(code, name)).toBeUndefined();
  });
});

describe('what is imported', () => {
  test.each([
    ["import Plaid from 'p';\nPlaid;", 'Plaid', 'default'],
    ["import { Link } from 'p';\nLink;", 'Link', 'Link'],
    ["import { Link as L } from 'p';\nL;", 'L', 'Link'],
    ["import { default as L } from 'p';\nL;", 'L', 'default'],
    ["import * as p from 'p';\np;", 'p', '*'],
    ["import * as p from 'p';\np.Link;", 'p.Link', 'Link'],
    ["import p = require('p');\np.Link;", 'p.Link', 'Link'],
    ["const p = require('p');\np;", 'p', '*'],
    ["const p = require('p');\np.Link;", 'p.Link', 'Link'],
    ["const Link = require('p').Link;\nLink;", 'Link', 'Link'],
    ["const { Link } = require('p');\nLink;", 'Link', 'Link'],
    ["const { Link: L } = require('p');\nL;", 'L', 'Link'],
    ["const p = await import('p');\np.Link;", 'p.Link', 'Link'],
    ["const { Link } = await import('p');\nLink;", 'Link', 'Link'],
    ["import { Link } from 'p';\nconst L = Link;\nL;", 'L', 'Link'],
  ])('%s', (code, name, exported) => {
    expect(binding(code, name)).toEqual({ kind: 'import', module: 'p', name: exported });
  });
});

test('a module beside the file, by the folder of the file', () => {
  const code = "const p = require(__dirname + '/../p');\np.Link;";
  expect(binding(code, 'p.Link')).toEqual({ kind: 'import', module: './../p', name: 'Link' });
  expect(binding("const p = require(root + '/p');\np.Link;", 'p.Link')?.kind).not.toBe('import');
});

test('names that lead to each other lead nowhere, and end', () => {
  expect(binding('var a = b;\nvar b = a;\na.create();', 'a')?.kind).toBe('declared');
});

test.each([
  ['a.b;', 'a.b', 'b'],
  ['a?.b;', 'a?.b', 'b'],
  ["a['b'];", "a['b']", 'b'],
  ['a[`b`];', 'a[`b`]', 'b'],
  ['a[b];', 'a[b]', undefined],
  ['a;', 'a', undefined],
])('%s names the member %s', (code, expression, name) => {
  expect(memberName(nodeOf(expression, placeOfCode(code)))).toBe(name);
});

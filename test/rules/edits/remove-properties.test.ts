import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/codemod/apply-edits.ts';
import { readLinkConfig } from '../../../src/rules/options/link-config.ts';
import { removeEntries } from '../../../src/rules/edits/remove-properties.ts';
import { callOf, placeOfCode } from '../../scan/code-in-memory.ts';

/** The code without the options `a`, `b` and `c` of its last call of `create`. */
function without(code: string, path = 'a.js'): string {
  const place = placeOfCode(code, path);
  const [argument] = callOf('create', place).arguments;
  if (argument === undefined) throw new Error('create is given nothing.');
  const { entries } = readLinkConfig(argument, place);
  return applyEdits(code, removeEntries(entries.filter(({ option }) => /^[abc]$/.test(option))));
}

const lines = (...all: readonly string[]): string => all.join('\n');

describe('on lines of their own', () => {
  test.each<[string, string, string]>([
    ['first', lines('create({', '  a: 1,', '  x: 1,', '});'), lines('create({', '  x: 1,', '});')],
    ['last', lines('create({', '  x: 1,', '  a: 1,', '});'), lines('create({', '  x: 1,', '});')],
    [
      'last without a comma',
      lines('create({', '  x: 1,', '  a: 1', '});'),
      lines('create({', '  x: 1', '});'),
    ],
    [
      'between',
      lines('create({', '  x: 1,', '  a: 1,', '  b: 1,', '  y: 1', '});'),
      lines('create({', '  x: 1,', '  y: 1', '});'),
    ],
    [
      'over lines',
      lines('create({', '  a: [', '    1,', '  ],', '  x: 1,', '});'),
      lines('create({', '  x: 1,', '});'),
    ],
    ['all', lines('create({', '  a: 1,', '  b: 1,', '});'), 'create({});'],
    [
      'commas first',
      lines('create({', '    a: 1', '  , x: 1', '  , b: 1', '});'),
      lines('create({', '    x: 1', '});'),
    ],
    [
      'blank lines around',
      lines('create({', '  a: 1,', '', '  x: 1,', '', '  b: 1,', '', '  y: 1,', '});'),
      lines('create({', '  x: 1,', '', '  y: 1,', '});'),
    ],
    [
      'methods and shorthands',
      lines('create({', '  a() {},', '  b,', '  x,', '});'),
      lines('create({', '  x,', '});'),
    ],
  ])('%s', (_, code, expected) => {
    expect(without(code)).toBe(expected);
  });
});

describe('on lines with others', () => {
  test.each<[string, string]>([
    ['create({ a: 1, x: 1 });', 'create({ x: 1 });'],
    ['create({ x: 1, a: 1 });', 'create({ x: 1 });'],
    ['create({ x: 1, a: 1, y: 1 });', 'create({ x: 1, y: 1 });'],
    ['create({ x: 1, a: 1, });', 'create({ x: 1, });'],
    ['create({a:1,x:1,b:1});', 'create({x:1});'],
    ['create({ a: 1, b: 1 });', 'create({});'],
    [lines('create({ a: 1, b: 1,', '  x: 1 });'), lines('create({', '  x: 1 });')],
    [lines('create({ x: 1, a: 1,', '  b: 1, y: 1 });'), lines('create({ x: 1, y: 1 });')],
    [lines('create({ x: 1, a: 1,', '  y: 1 });'), lines('create({ x: 1,', '  y: 1 });')],
  ])('%s', (code, expected) => {
    expect(without(code)).toBe(expected);
  });
});

describe('with their comments', () => {
  test.each<[string, string, string]>([
    [
      'above',
      lines('create({', '  // says what a is', '  // at length', '  a: 1,', '  x: 1,', '});'),
      lines('create({', '  x: 1,', '});'),
    ],
    [
      'behind',
      lines('create({', '  a: 1, // one', '  x: 1,', '});'),
      lines('create({', '  x: 1,', '});'),
    ],
    [
      'behind the one before, which stays',
      lines('create({', '  x: 1, // one', '  a: 1,', '});'),
      lines('create({', '  x: 1, // one', '});'),
    ],
    [
      'above the next, which stays',
      lines('create({', '  a: 1,', '  // says what x is', '  x: 1,', '});'),
      lines('create({', '  // says what x is', '  x: 1,', '});'),
    ],
    [
      'with a blank line between, which stays',
      lines('create({', '  // says what all are', '', '  a: 1,', '  x: 1,', '});'),
      lines('create({', '  // says what all are', '', '  x: 1,', '});'),
    ],
    [
      'code that was put out of use, which stays',
      lines('create({', "  // a: 'old',", '  a: 1,', '  x: 1,', '});'),
      lines('create({', "  // a: 'old',", '  x: 1,', '});'),
    ],
  ])('%s', (_, code, expected) => {
    expect(without(code)).toBe(expected);
  });
});

describe('in spreads', () => {
  test.each<[string, string]>([
    ['create({ ...(t && { a: t }), x: 1 });', 'create({ x: 1 });'],
    ['create({ x: 1, ...(t ? { a: t } : {}) });', 'create({ x: 1 });'],
    ['create({ x: 1, b: 1, ...(t && { a: t }) });', 'create({ x: 1 });'],
    ['create({ ...(t ? { a: t } : { x: 1 }) });', 'create({ ...(t ? {} : { x: 1 }) });'],
    ['create({ ...{ a: 1, x: 1 } });', 'create({ ...{ x: 1 } });'],
  ])('%s', (code, expected) => {
    expect(without(code)).toBe(expected);
  });
});

describe('as statements', () => {
  const made = (...after: readonly string[]): string =>
    lines('var o = { x: 1 };', ...after, 'create(o);');

  test.each<[string, string, string]>([
    ['one', made('o.a = 1;'), made()],
    ['in brackets', made("o['a'] = 1;"), made()],
    ['in an if', made('if (t) {', '  o.a = 1;', '}'), made()],
    ['in an if without braces', made('if (t) o.a = 1;'), made()],
    [
      'in an if with others',
      made('if (t) {', '  o.a = 1;', '  f();', '}'),
      made('if (t) {', '  f();', '}'),
    ],
    [
      'in an if that does something',
      made('if (next()) {', '  o.a = 1;', '}'),
      made('if (next()) {', '}'),
    ],
    [
      'in an else',
      made('if (t) {', '  f();', '} else {', '  o.a = 1;', '}'),
      made('if (t) {', '  f();', '}'),
    ],
    [
      'in an else if',
      made('if (t) {', '  f();', '} else if (u) {', '  o.a = 1;', '}'),
      made('if (t) {', '  f();', '}'),
    ],
  ])('%s', (_, code, expected) => {
    expect(without(code)).toBe(expected);
  });
});

describe('between template tags', () => {
  const page = (...options: readonly string[]): string =>
    lines('<script>', 'create({', ...options, '});', '</script>');

  test.each<[string, string, string]>([
    [
      'that are about them alone',
      page('  {% if t %}', '  a: 1,', '  {% endif %}', '  x: 1,'),
      page('  x: 1,'),
    ],
    [
      'with an else',
      page('  {% if t %}', '  a: 1,', '  {% else %}', '  b: 1,', '  {% endif %}', '  x: 1,'),
      page('  x: 1,'),
    ],
    [
      'that are about others, too',
      page('  {% if t %}', '  a: 1,', '  x: 1,', '  {% endif %}', '  y: 1,'),
      page('  {% if t %}', '  x: 1,', '  {% endif %}', '  y: 1,'),
    ],
    [
      'of EJS',
      page('  x: 1,', '  <% if (t) { %>', '  a: 1,', '  <% } %>', '  b: 1,'),
      page('  x: 1,'),
    ],
  ])('%s', (_, code, expected) => {
    const path = code.includes('<%') ? 'a.ejs' : 'a.twig';
    expect(without(code, path)).toBe(expected);
  });
});

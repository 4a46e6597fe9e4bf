import { describe, expect, test } from 'vitest';
import { staticValue } from '../../src/scan/static-value.ts';
import { nodeOf, placeOf } from './code-in-memory.ts';

function valueOf(code: string, path = 'a.js', others: Readonly<Record<string, string>> = {}) {
  const place = placeOf({ ...others, [path]: code }, path);
  const expression = /use\((.*)\);/.exec(code)?.[1] ?? '';
  return staticValue(nodeOf(expression, place), place);
}

describe('what the code alone says', () => {
  test.each<[string, unknown]>([
    ["use('auth');", 'auth'],
    ['use(`auth`);', 'auth'],
    ['use(1);', 1],
    ['use(true);', true],
    ['use(!0);', true],
    ['use(!1);', false],
    ['use(null);', null],
    ['use(undefined);', null],
    ["use(['auth', 'identity']);", ['auth', 'identity']],
    [
      "use({ depository: ['checking'], 'credit': ['all'] });",
      { depository: ['checking'], credit: ['all'] },
    ],
    ["use('auth,identity'.split(','));", ['auth', 'identity']],
    ["const x = 'auth';\nuse([x]);", ['auth']],
    ["const x = 'a,b';\nuse(x.split(','));", ['a', 'b']],
    ["const x = { products: ['auth'] };\nuse(x.products);", ['auth']],
  ])('%s', (code, value) => {
    expect(valueOf(code)).toEqual({ kind: 'literal', value });
  });

  test('in another file', () => {
    const code = "import { ENV } from './config';\nuse(ENV);";
    expect(valueOf(code, 'a.js', { 'config.js': "export const ENV = 'sandbox';" })).toEqual({
      kind: 'literal',
      value: 'sandbox',
    });
  });
});

describe('what only the running page knows', () => {
  test.each([
    'use(process.env.KEY);',
    "use(['auth', x]);",
    'use(`${x}`);',
    "use('a' + b);",
    'use({ ...x });',
    'use({ [x]: 1 });',
    'use(x.split(","));',
    'use(-1);',
    'use(list());',
  ])('%s', (code) => {
    expect(valueOf(code).kind).toBe('expression');
  });

  test.each<[string, string]>([
    ["<script>use('<%= key %>');</script>", "'<%= key %>'"],
    ['<script>use(<%- JSON.stringify(x) %>);</script>', '<%- JSON.stringify(x) %>'],
  ])('%s, whose tags are told as they stand', (code, text) => {
    const place = placeOf({ 'a.ejs': code }, 'a.ejs');
    const { source } = place.script;
    const masked = source.text.slice(code.indexOf(text), code.indexOf(text) + text.length);
    expect(staticValue(nodeOf(masked, place), place)).toEqual({ kind: 'expression', text });
  });
});

import { expect, test } from 'vitest';
import { colourFor, hasColour } from '../../src/ui/colour.ts';

const terminal = { isTTY: true };
const pipe = { isTTY: false };

test.each([
  ['a terminal', {}, terminal, true],
  ['a pipe', {}, pipe, false],
  ['a dumb terminal', { TERM: 'dumb' }, terminal, false],
  ['NO_COLOR', { NO_COLOR: '1' }, terminal, false],
  ['NO_COLOR set to nothing', { NO_COLOR: '' }, terminal, true],
  ['FORCE_COLOR', { FORCE_COLOR: '1' }, pipe, true],
  ['FORCE_COLOR set to nothing', { FORCE_COLOR: '' }, pipe, true],
  ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, terminal, false],
  ['FORCE_COLOR=false', { FORCE_COLOR: 'false' }, terminal, false],
  ['both', { NO_COLOR: '1', FORCE_COLOR: '1' }, pipe, false],
])('colour with %s', (_, env, output, expected) => {
  expect(hasColour(env, output)).toBe(expected);
  expect(colourFor({ env }, output).red('x')).toBe(expected ? '\u001b[31mx\u001b[39m' : 'x');
});

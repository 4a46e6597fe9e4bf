import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChoice, parseCount, parseRate } from '../../src/core/option-values.ts';

const range = { min: 1, max: 500, default: 20 };

describe('parseCount', () => {
  test.each([
    ['1', 1],
    ['500', 500],
    [' 42 ', 42],
    [undefined, 20],
  ])('reads %j', (value, expected) => {
    expect(parseCount('--concurrency', value, range)).toBe(expected);
  });

  test.each(['1,000,000', '1_000_000', '1000000'])('reads a million as %s', (value) => {
    const wide = { min: 0, max: Number.MAX_SAFE_INTEGER, default: 1 };
    expect(parseCount('--limit', value, wide)).toBe(1_000_000);
  });

  test.each(['0', '501', '-1', '1.5', '1e2', '0x10', '', ' ', 'many', '1,00', 'NaN', 'Infinity'])(
    'refuses %j with the flag, the value and the range',
    (value) => {
      const parse = () => parseCount('--concurrency', value, range);
      expect(parse).toThrow(`--concurrency ${JSON.stringify(value)}`);
      expect(parse).toThrow(
        expect.objectContaining({ exitCode: 2, hint: expect.stringContaining('from 1 to 500') }),
      );
    },
  );

  test('gives every number in range back, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer(), (number) => {
        const parse = () => parseCount('--n', String(number), range);
        if (number >= range.min && number <= range.max) expect(parse()).toBe(number);
        else expect(parse).toThrow('--n');
      }),
    );
  });
});

describe('parseRate', () => {
  test.each([
    ['50', 50],
    ['50/s', 50],
    ['0.5', 0.5],
    ['.25', 0.25],
    ['unlimited', Number.POSITIVE_INFINITY],
  ])('reads %j', (value, expected) => {
    expect(parseRate('--rate', value)).toBe(expected);
  });

  test.each(['0', '0.0', '-1', '', 'fast', 'Infinity', '1e3', '5/min', '.', '1.'])(
    'refuses %j',
    (value) => {
      expect(() => parseRate('--rate', value)).toThrow(`--rate ${JSON.stringify(value)}`);
    },
  );
});

describe('parseChoice', () => {
  test('gives the word back', () => {
    expect(parseChoice('--format', 'json', ['text', 'json'])).toBe('json');
  });

  test('names the words there are', () => {
    expect(() => parseChoice('--format', 'xml', ['text', 'json'])).toThrow(
      expect.objectContaining({ hint: 'Give one of: text, json.' }),
    );
  });
});

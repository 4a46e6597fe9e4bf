import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyToken, isRejected, rejectionReasons } from '../../src/plaid/token-classes.ts';

const legacy = 'a1'.repeat(80);

describe('classifyToken', () => {
  test.each([
    [legacy, 'legacy'],
    [legacy.toUpperCase(), 'legacy'],
    [legacy.slice(1), 'unrecognised'],
    [`${legacy}0`, 'unrecognised'],
    [`${legacy.slice(1)}g`, 'unrecognised'],
    [` ${legacy.slice(1)}`, 'unrecognised'],
    [`${legacy}\n`, 'unrecognised'],
    ['access-sandbox-de3ce8ef-33f8-452c-a685-8671031fc0f6', 'current'],
    ['access-production-de3ce8ef-33f8-452c-a685-8671031fc0f6', 'current'],
    ['access-development-de3ce8ef-33f8-452c-a685-8671031fc0f6', 'current'],
    ['access-staging-1', 'unrecognised'],
    ['test_wells', 'legacy-sandbox'],
    ['test_bofa', 'legacy-sandbox'],
    ['test,chase,connected', 'other-token'],
    ['public-sandbox-b0e2c4ee-a763-4df5-bfe9-46a46bce993d', 'other-token'],
    ['link-production-840204-193734', 'other-token'],
    ['', 'empty'],
    ['NULL', 'unrecognised'],
    ['0', 'unrecognised'],
  ])('%s is %s', (value, expected) => {
    expect(classifyToken(value)).toBe(expected);
  });

  const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), maxLength: 200 });

  test('hex is legacy at 160 characters and at no other length', () => {
    fc.assert(
      fc.property(hex, (value) => {
        expect(classifyToken(value) === 'legacy').toBe(value.length === 160);
      }),
    );
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'0123456789abcdefABCDEF'),
          minLength: 160,
          maxLength: 160,
        }),
        (value) => {
          expect(classifyToken(value)).toBe('legacy');
        },
      ),
    );
  });

  test('knows no other text as a token to call for', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(['legacy', 'current']).not.toContain(classifyToken(value));
      }),
    );
  });

  test('gives every rejected class a reason without the value in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 20 }), (value) => {
        const tokenClass = classifyToken(value);
        if (!isRejected(tokenClass)) return;
        expect(rejectionReasons[tokenClass]).not.toContain(value);
      }),
    );
  });
});

import fc from 'fast-check';
import { Products } from 'plaid';
import { describe, expect, it, test } from 'vitest';
import { changedProducts, linkProducts, productNames } from '../../src/plaid/link-products.ts';
import { anyJson } from './any-json.ts';

const unchanged = [...productNames].filter((name) => !changedProducts.has(name));

const rows: ReadonlyArray<readonly [string, readonly string[] | undefined, string]> = [
  ['connect', ['transactions'], 'transactions'],
  ['info', ['identity'], 'identity'],
  ['liabilities_report', ['liabilities'], 'liabilities'],
  ['balance', undefined, 'every other product brings it along'],
  ['income', undefined, 'income_verification'],
  ['risk', undefined, 'no counterpart'],
  ['credit_details', undefined, 'liabilities is the nearest'],
  ['deposit_switch', undefined, 'ended the product'],
  ['id_verify', undefined, '"id_verify" was left out'],
  ['accounts', undefined, '"accounts" was left out'],
];

describe('linkProducts', () => {
  it('knows the products of the official client', () => {
    expect([...productNames].toSorted()).toEqual(Object.values(Products).toSorted());
  });

  test.each(unchanged)('%s stays', (name) => {
    expect(linkProducts([name])).toEqual({ value: [name], notes: [] });
    expect(linkProducts(`PlaidProduct.${name.toUpperCase()}`).value).toEqual([name]);
  });

  test.each(rows)('%s becomes %j and says so', (name, value, note) => {
    const result = linkProducts(name);
    expect(result.value).toEqual(value);
    expect(result.notes).toHaveLength(1);
    expect(result.notes[0]).toContain(note);
  });

  it('has a row here for every product that changed', () => {
    const tested = new Set(rows.map(([name]) => name));
    expect([...changedProducts.keys()].filter((name) => !tested.has(name))).toEqual([]);
  });

  test.each([
    ['auth', ['auth']],
    ['auth,transactions', ['auth', 'transactions']],
    [' auth , transactions ,', ['auth', 'transactions']],
    [
      ['auth', 'auth', 'connect', 'transactions'],
      ['auth', 'transactions'],
    ],
    [['auth,identity'], ['auth', 'identity']],
    ['Products.PaymentInitiation', ['payment_initiation']],
    ['.auth', ['auth']],
    ['AUTH', ['auth']],
    [['auth', null, false, ''], ['auth']],
  ])('reads %j', (literal, value) => {
    expect(linkProducts(literal).value).toEqual(value);
  });

  it('does not repeat what may be a key', () => {
    const key = '0123456789abcdef0123456789abcd';
    expect(linkProducts([key, { secret: key }]).notes.join()).not.toContain(key);
  });

  it('never throws, and gives only products Plaid takes, the same on a second pass', () => {
    const name = fc.oneof(fc.constantFrom(...productNames, ...changedProducts.keys()), fc.string());
    fc.assert(
      fc.property(fc.oneof(anyJson, fc.array(name), name), (literal) => {
        const { value = [] } = linkProducts(literal);
        expect(value.every((product) => unchanged.includes(product))).toBe(true);
        expect(linkProducts(value)).toEqual({
          value: value.length === 0 ? undefined : value,
          notes: [],
        });
      }),
    );
  });
});

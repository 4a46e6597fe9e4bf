import fc from 'fast-check';
import { CountryCode } from 'plaid';
import { describe, expect, it, test } from 'vitest';
import { countryNames, defaultCountries, linkCountries } from '../../src/plaid/link-countries.ts';
import { anyJson } from './any-json.ts';

describe('linkCountries', () => {
  it('knows the countries of the official client', () => {
    expect([...countryNames].toSorted()).toEqual(Object.values(CountryCode).toSorted());
    expect(linkCountries(defaultCountries)).toEqual({ value: ['US'], notes: [] });
  });

  test.each([...countryNames])('%s stays, in any spelling', (code) => {
    for (const text of [code, code.toLowerCase(), `CountryCode.${code}`]) {
      expect(linkCountries([text])).toEqual({ value: [code], notes: [] });
    }
  });

  test.each([
    ['US,CA', ['US', 'CA']],
    [' US , CA', ['US', 'CA']],
    [
      ['US', 'us', 'CA'],
      ['US', 'CA'],
    ],
    [[], undefined],
  ])('reads %j', (literal, value) => {
    expect(linkCountries(literal)).toEqual({ value, notes: [] });
  });

  test.each([
    ['UK', ['GB'], 'The United Kingdom is GB in country_codes, not UK.'],
    [['US', 'JP'], ['US'], '"JP" was left out of country_codes: Plaid does not serve it.'],
    [7, undefined, 'A value was left out of country_codes: Plaid does not serve it.'],
  ])('makes of %j %j and says so', (literal, value, note) => {
    expect(linkCountries(literal)).toEqual({ value, notes: [note] });
  });

  it('never throws, and gives only countries of Plaid, the same on a second pass', () => {
    const code = fc.oneof(fc.constantFrom(...countryNames, 'UK', 'JP'), fc.string());
    fc.assert(
      fc.property(fc.oneof(anyJson, fc.array(code)), (literal) => {
        const { value } = linkCountries(literal);
        expect((value ?? []).every((country) => countryNames.has(country))).toBe(true);
        expect(linkCountries(value ?? null)).toEqual({ value, notes: [] });
      }),
    );
  });
});

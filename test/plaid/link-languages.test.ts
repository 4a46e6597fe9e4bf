import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { defaultLanguage, linkLanguage, linkLanguages } from '../../src/plaid/link-languages.ts';
import { anyJson } from './any-json.ts';

describe('linkLanguage', () => {
  it('knows the languages of Link', () => {
    expect([...linkLanguages.keys()].toSorted().join(' ')).toBe(
      'da de en es et fr hi it lt lv nl no pl pt ro sv vi',
    );
    expect(linkLanguages.has(defaultLanguage)).toBe(true);
  });

  test.each([...linkLanguages])('%s stays, and %s is read', (code, name) => {
    for (const text of [code, code.toUpperCase(), name, name.toLowerCase()]) {
      expect(linkLanguage(text)).toEqual({ value: code, notes: [] });
    }
  });

  test.each([
    ['en-US', 'en', 'Link has no regional languages: "en-US" became "en".'],
    ['pt_BR', 'pt', 'Link has no regional languages: "pt_BR" became "pt".'],
    ['systemLanguage', undefined, '"systemLanguage" is no language of Link.'],
    ['', undefined, 'A value is no language of Link.'],
    [1, undefined, 'A value is no language of Link.'],
    [null, undefined, 'A value is no language of Link.'],
  ])('makes of %j %j and says so', (literal, value, note) => {
    expect(linkLanguage(literal)).toEqual({ value, notes: [note] });
  });

  it('never throws, and gives only languages of Link, the same on a second pass', () => {
    const text = fc.oneof(fc.constantFrom(...linkLanguages.keys(), 'en-GB'), fc.string());
    fc.assert(
      fc.property(fc.oneof(anyJson, text), (literal) => {
        const { value } = linkLanguage(literal);
        if (value === undefined) return;
        expect(linkLanguages.has(value)).toBe(true);
        expect(linkLanguage(value)).toEqual({ value, notes: [] });
      }),
    );
  });
});

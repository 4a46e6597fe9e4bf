import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { linkEnvironment, linkEnvironments } from '../../src/plaid/link-environments.ts';
import { anyJson } from './any-json.ts';

const rows: ReadonlyArray<readonly [string, string | undefined, string | undefined]> = [
  ['sandbox', 'sandbox', undefined],
  ['production', 'production', undefined],
  ['development', undefined, 'which Plaid shut down in 2024'],
  ['tartan', undefined, 'a legacy host that is gone'],
  ['api', 'production', 'use production'],
];

describe('linkEnvironment', () => {
  test.each(rows)('%s is %s today', (name, value, note) => {
    for (const text of [
      name,
      name.toUpperCase(),
      `PlaidEnvironment.${name}`,
      `https://${name}.plaid.com`,
      `https://${name}.plaid.com/`,
    ]) {
      const result = linkEnvironment(text);
      expect(result.value).toBe(value);
      expect(result.notes.length).toBe(note === undefined ? 0 : 1);
      expect(result.notes.join()).toContain(note ?? '');
    }
  });

  it('has a test above for every environment', () => {
    expect([...linkEnvironments.keys()]).toEqual(rows.map(([name]) => name));
  });

  test.each([
    ['staging', '"staging" is no environment'],
    ['0123456789abcdef', 'A value is no environment'],
    [null, 'A value is no environment'],
  ])('says that %j is none', (literal, note) => {
    const { value, notes } = linkEnvironment(literal);
    expect(value).toBeUndefined();
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(note);
  });

  it('never throws, and gives only environments there are', () => {
    fc.assert(
      fc.property(anyJson, (literal) => {
        expect(['sandbox', 'production', undefined]).toContain(linkEnvironment(literal).value);
      }),
    );
  });
});

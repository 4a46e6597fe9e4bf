import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/core/secrets.ts';
import {
  createSealing,
  keyMatches,
  parseLedgerKey,
  plaintextSealing,
} from '../../src/tokens/ledger/sealing.ts';

const key = Buffer.alloc(32, 7);
const sealing = createSealing(key);
const columns = ['legacy_access_token', 'access_token'] as const;

describe('a sealed cell', () => {
  test('opens to what went in, and never looks the same twice', () => {
    const column = fc.constantFrom(...columns);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), column, fc.nat(), (token, name, id) => {
        const cell = sealing.seal(token, name, id);
        expect(sealing.open(cell, name, id)).toBe(token);
        expect(sealing.seal(token, name, id)).not.toBe(cell);
      }),
    );
  });

  test('does not hold its token in any encoding', () => {
    const token = 'ab'.repeat(80);
    const cell = sealing.seal(token, 'access_token', 1);
    expect(cell).not.toContain('abab');
    expect(Buffer.from(cell.slice(3), 'base64url').toString('latin1')).not.toContain('abab');
  });

  test('does not open in another row, in another column, or under another key', () => {
    const cell = sealing.seal('a token', 'access_token', 1);
    expect(() => sealing.open(cell, 'access_token', 2)).toThrow('was changed or moved');
    expect(() => sealing.open(cell, 'legacy_access_token', 1)).toThrow('was changed or moved');
    const other = createSealing(Buffer.alloc(32, 8));
    expect(() => other.open(cell, 'access_token', 1)).toThrow('was changed or moved');
  });

  test('does not open when a single bit was changed or the end cut off', () => {
    const cell = sealing.seal('a token', 'access_token', 1);
    const bytes = Buffer.from(cell.slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const forged = `v1:${changed.toString('base64url')}`;
      expect(() => sealing.open(forged, 'access_token', 1)).toThrow('was changed or moved');
    }
    for (const forged of [cell.slice(0, -4), 'v1:', '', 'a token', cell.replace('v1', 'v2')]) {
      expect(() => sealing.open(forged, 'access_token', 1)).toThrow('was changed or moved');
    }
  });
});

test('a nonce is never used twice, across the pool they are drawn from', () => {
  const nonces = Array.from({ length: 5_000 }, () =>
    sealing.seal('x', 'access_token', 1).slice(3, 19),
  );
  expect(new Set(nonces).size).toBe(nonces.length);
});

test('fingerprints find a token again under one key alone', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      expect(sealing.fingerprint(one).equals(sealing.fingerprint(two))).toBe(one === two);
    }),
  );
  const other = createSealing(randomBytes(32));
  expect(other.fingerprint('x').equals(sealing.fingerprint('x'))).toBe(false);
  expect(plaintextSealing.fingerprint('x').equals(sealing.fingerprint('x'))).toBe(false);
});

test('fingerprints are those of ledgers that are out there', () => {
  expect(sealing.fingerprint('x').toString('hex')).toBe('0759a88fbf0241871b316c11dbe69bdf');
  expect(sealing.fingerprint('a'.repeat(160)).toString('hex')).toBe(
    '5b83e7d3609b0e4390c6a59b12830f6e',
  );
});

test('a key proves itself without opening a cell', () => {
  expect(keyMatches(createSealing(key), sealing.keyCheck ?? '')).toBe(true);
  expect(keyMatches(createSealing(randomBytes(32)), sealing.keyCheck ?? '')).toBe(false);
  expect(keyMatches(plaintextSealing, sealing.keyCheck ?? '')).toBe(false);
  expect(keyMatches(sealing, '')).toBe(false);
});

test.each([
  ['base64', key.toString('base64')],
  ['base64url', key.toString('base64url')],
  ['hex', key.toString('hex')],
  ['hex in capitals, with a line break', `${key.toString('hex').toUpperCase()}\n`],
])('a key is read from %s', (_, text) => {
  expect(parseLedgerKey(new Secret(text)).equals(key)).toBe(true);
});

test.each(['', 'password', key.toString('hex').slice(2), `${key.toString('base64')}AA`])(
  'a key that is none is refused without being shown (%#)',
  (text) => {
    const parse = (): unknown => parseLedgerKey(new Secret(text));
    expect(parse).toThrow('PLAID_MIGRATE_KEY is not a key: it must be 32 bytes in base64 or hex.');
  },
);

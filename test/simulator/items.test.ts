import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createItemTokens, tableRow } from '../../src/simulator/items.ts';
import { classifyToken } from '../../src/plaid/token-classes.ts';

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });

describe('the tokens of simulated Items', () => {
  it('can be turned back into the index, for any seed', () => {
    fc.assert(
      fc.property(uint32, uint32, uint32, (seed, index, version) => {
        const tokens = createItemTokens(seed, 'sandbox');
        expect(tokens.indexOfLegacyAccessToken(tokens.legacyAccessToken(index))).toBe(index);
        for (const kind of ['access', 'public', 'link'] as const) {
          const sealed = tokens.seal(kind, index, version);
          expect(tokens.unseal(kind, sealed)).toEqual({ index, version });
        }
      }),
    );
  });

  it('have the shapes of real ones', () => {
    fc.assert(
      fc.property(uint32, (index) => {
        const tokens = createItemTokens(1, 'production');
        expect(tokens.legacyAccessToken(index)).toMatch(/^[0-9a-f]{160}$/);
        expect(tokens.accessToken(index, 1)).toMatch(
          /^access-production-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        );
        expect(tokens.itemId(index)).toMatch(/^[0-9A-Za-z]{37}$/);
        expect(classifyToken(tokens.legacyAccessToken(index))).toBe('legacy');
        expect(classifyToken(tokens.accessToken(index, 1))).toBe('current');
      }),
    );
  });

  it('are refused after any change of one character', () => {
    const tokens = createItemTokens(1, 'sandbox');
    const token = tokens.legacyAccessToken(5);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 159 }), (at) => {
        const other = token[at] === '0' ? '1' : '0';
        const changed = token.slice(0, at) + other + token.slice(at + 1);
        expect(tokens.indexOfLegacyAccessToken(changed)).toBeUndefined();
      }),
    );
  });

  it('are not taken for tokens of another kind, seed or environment', () => {
    const tokens = createItemTokens(1, 'sandbox');
    const access = tokens.accessToken(3, 1);
    expect(tokens.unseal('public', access.replace('access', 'public'))).toBeUndefined();
    expect(createItemTokens(2, 'sandbox').unseal('access', access)).toBeUndefined();
    expect(createItemTokens(1, 'production').unseal('access', access)).toBeUndefined();
    expect(tokens.unseal('access', access.toUpperCase())).toBeUndefined();
    expect(tokens.unseal('access', 'access-sandbox-')).toBeUndefined();
  });

  it('differ between Items and versions', () => {
    const tokens = createItemTokens(1, 'sandbox');
    const all = Array.from({ length: 2000 }, (_, index) => [
      tokens.legacyAccessToken(index),
      tokens.accessToken(index, 1),
      tokens.accessToken(index, 2),
      tokens.itemId(index),
    ]).flat();
    expect(new Set(all).size).toBe(all.length);
  });

  it('are the same for the same seed alone', () => {
    const row = tableRow(createItemTokens(7, 'sandbox'), 0);
    expect(tableRow(createItemTokens(7, 'sandbox'), 0)).toEqual(row);
    expect(tableRow(createItemTokens(8, 'sandbox'), 0)).not.toEqual(row);
    expect(row).toMatchObject({ id: 1, user_id: 'user-1' });
  });

  it('refuses about the share of Items it was asked for', () => {
    const tokens = createItemTokens(1, 'sandbox');
    const refused = Array.from({ length: 10_000 }, (_, index) => tokens.isRefused(index, 0.05));
    const count = refused.filter(Boolean).length;
    expect(count).toBeGreaterThan(400);
    expect(count).toBeLessThan(600);
    expect(tokens.isRefused(0, 0)).toBe(false);
    expect(tokens.isRefused(0, 1)).toBe(true);
  });
});

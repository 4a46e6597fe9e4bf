import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { assembled } from '../../scripts/assembled.ts';
import { mayHoldCode } from '../../src/scan/may-hold-code.ts';
import { mayHold, readingSpace } from '../../src/scan/may-hold.ts';
import { sizeLimit } from '../../src/scan/read-source.ts';

/** Puts a text where files are read into. */
function read(text: string): Buffer {
  readingSpace.fill(0);
  readingSpace.write(text);
  return readingSpace.subarray(0, Buffer.byteLength(text));
}

describe('mayHold', () => {
  it('runs what may-hold.wat says', async () => {
    expect(await assembled('src/scan/may-hold.wat')).toBe(mayHoldCode);
  });

  it('finds a name at every place, in any case', () => {
    const names = fc.constantFrom('plaid', 'code', 'PublicToken', 'access_token', 'webhook_code');
    const filling = fc.string({
      unit: fc.constantFrom('p', 'l', 'd', '_', ' ', 'é', 'c', 'e', 'o'),
    });
    fc.assert(
      fc.property(names, filling, filling, fc.boolean(), (name, before, after, loud) => {
        const text = before + (loud ? name.toUpperCase() : name) + after;
        expect(mayHold(read(text), name)).toBe(true);
      }),
    );
  });

  it('is certain when it says no', () => {
    expect(mayHold(read('the plain maid laid out a pla id'.repeat(400)), 'Plaid')).toBe(true);
    expect(mayHold(read('the plain maid lay out a pla id'.repeat(400)), 'Plaid')).toBe(false);
    expect(mayHold(read(''), 'Plaid')).toBe(false);
    expect(mayHold(read('pla'), 'Plaid')).toBe(false);
  });

  it('looks at all of the largest file', () => {
    const filling = 'x'.repeat(sizeLimit - 5);
    expect(mayHold(read(`${filling}plaid`), 'plaid')).toBe(true);
    expect(mayHold(read(`${filling}plain`), 'plaid')).toBe(false);
  });

  it('says nothing of bytes that lie elsewhere', () => {
    expect(mayHold(Buffer.from('nothing'), 'plaid')).toBe(true);
    read('nothing at all, nothing at all');
    expect(mayHold(readingSpace.subarray(1, 20), 'plaid')).toBe(true);
  });

  it('does without WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    const without = await import('../../src/scan/may-hold.ts');
    vi.unstubAllGlobals();
    without.readingSpace.fill(0);
    expect(without.mayHold(without.readingSpace.subarray(0, 9), 'plaid')).toBe(true);
    expect(without.readingSpace.length).toBe(readingSpace.length);
  });
});

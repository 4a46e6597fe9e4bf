import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor, Secret } from '../../src/core/secrets.ts';

const hex = fc.constantFrom(...'0123456789abcdefABCDEF');
const legacyToken = fc.string({ unit: hex, minLength: 160, maxLength: 160 });
const currentToken = fc
  .tuple(
    fc.constantFrom('access', 'public', 'link'),
    fc.constantFrom('sandbox', 'production'),
    fc.uuid(),
  )
  .map((parts) => parts.join('-'));

describe('a Secret', () => {
  test('shows itself nowhere but in reveal', () => {
    const secret = new Secret('canary');
    for (const shown of [
      String(secret),
      secret.toString(),
      JSON.stringify({ secret }),
      inspect({ secret }),
    ]) {
      expect(shown).not.toContain('canary');
      expect(shown).toContain('[redacted]');
    }
    expect(secret.reveal()).toBe('canary');
  });
});

describe('the redactor', () => {
  const redact = createRedactor([new Secret('s3cr3t-value'), new Secret('abc')]);

  test('takes tokens out of any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(legacyToken, currentToken),
        fc.string(),
        fc.string(),
        (token, before, after) => {
          // A letter right in front would make another word of it.
          expect(redact(`${before} ${token} ${after}`)).not.toContain(token);
        },
      ),
    );
  });

  test('takes a clipped legacy token out as well', () => {
    expect(redact(`token ${'ab'.repeat(40)}…`)).toBe('token [redacted]…');
  });

  test('takes given secrets out wherever they stand', () => {
    expect(redact('?secret=s3cr3t-value&s3cr3t-value')).toBe('?secret=[redacted]&[redacted]');
  });

  test.each([
    'Item M5eVJqLnv3tbzdngLDp9FL5OlDNxlNhlE55op, request HNTDNrA8F1shFEW',
    'sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'an abc of access-control in sandbox',
  ])('leaves %j alone', (text) => {
    expect(redact(text)).toBe(text);
  });
});

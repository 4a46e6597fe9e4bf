import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  linkClientName,
  linkPhoneNumber,
  linkRedirectUri,
  linkText,
  linkWebhook,
} from '../../src/plaid/link-texts.ts';
import { anyJson } from './any-json.ts';

const plain = { notes: [] };

describe('the texts of a request', () => {
  it('keeps a text as it is, and nothing else', () => {
    expect(linkText(' Acme ')).toEqual({ value: ' Acme ', ...plain });
    for (const literal of ['', '  ', 3, true, null, ['Acme'], { a: 'Acme' }]) {
      expect(linkText(literal)).toEqual({ value: undefined, ...plain });
    }
  });

  it('says when a client_name is too long for Link', () => {
    expect(linkClientName('x'.repeat(30))).toEqual({ value: 'x'.repeat(30), ...plain });
    const long = linkClientName('x'.repeat(31));
    expect(long.value).toBe('x'.repeat(31));
    expect(long.notes.join()).toContain('more than 30 characters');
  });

  test.each(['https://a.example/hook', 'http://requestb.in/1'])('keeps the webhook %s', (url) => {
    expect(linkWebhook(url)).toEqual({ value: url, ...plain });
  });

  test.each(['/hook', '[WEBHOOK_URL]', 'ftp://a.example', 'localhost:80', 5, ''])(
    'leaves out the webhook %j',
    (literal) => {
      const { value, notes } = linkWebhook(literal);
      expect(value).toBeUndefined();
      expect(notes.join()).toContain('webhook was left out');
    },
  );

  test.each([
    ['https://a.example/oauth', 'https://a.example/oauth', []],
    ['https://a.example/oauth?user=1', 'https://a.example/oauth', ['cut off']],
    ['http://localhost:3000/?a', 'http://localhost:3000/', ['https in production', 'cut off']],
    ['myapp://oauth', 'myapp://oauth', []],
    ['/oauth', undefined, ['redirect_uri was left out']],
    [1, undefined, ['redirect_uri was left out']],
  ])('makes of the redirect %j %j', (literal, value, notes) => {
    const result = linkRedirectUri(literal);
    expect(result.value).toBe(value);
    expect(result.notes).toHaveLength(notes.length);
    for (const [at, note] of notes.entries()) expect(result.notes[at]).toContain(note);
  });

  test.each([
    ['+14155550123', '+14155550123'],
    ['+1 (415) 555-0123', '+14155550123'],
    ['+44.20.7946.0958', '+442079460958'],
  ])('reads the phone number %s', (literal, value) => {
    expect(linkPhoneNumber(literal)).toEqual({ value, ...plain });
  });

  test.each(['415-555-0123', '+0 1', '+1234567890123456', 'call me', 4155550123])(
    'leaves out the phone number %j without repeating it',
    (literal) => {
      const { value, notes } = linkPhoneNumber(literal);
      expect(value).toBeUndefined();
      expect(notes).toHaveLength(1);
      expect(notes[0]).toContain('E.164');
      expect(notes[0]).not.toContain(String(literal));
    },
  );

  test.each([linkText, linkClientName, linkWebhook, linkRedirectUri, linkPhoneNumber])(
    '%o never throws and is done after one pass',
    (read) => {
      fc.assert(
        fc.property(fc.oneof(anyJson, fc.webUrl({ withQueryParameters: true })), (literal) => {
          const { value } = read(literal);
          expect(value === undefined ? value : read(value).value).toBe(value);
        }),
      );
    },
  );
});

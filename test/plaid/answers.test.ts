import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRetryAfter, readUpdateAnswer, type RawAnswer } from '../../src/plaid/answers.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

function answer(raw: Partial<RawAnswer>) {
  const whole: RawAnswer = {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '',
    retryAfter: undefined,
    requestId: undefined,
    ...raw,
  };
  return readUpdateAnswer(whole, NOW);
}

const upgraded = {
  access_token: 'access-sandbox-1',
  item_id: 'item-1',
  request_id: 'req-1',
};
const refused = {
  error_type: 'INVALID_INPUT',
  error_code: 'INVALID_ACCESS_TOKEN',
  error_message: 'could not find matching access token',
  display_message: null,
  request_id: 'req-2',
};

describe('readUpdateAnswer', () => {
  test('reads an upgrade', () => {
    expect(answer({ body: JSON.stringify({ ...upgraded, more: 1 }) })).toEqual({
      kind: 'upgraded',
      accessToken: 'access-sandbox-1',
      itemId: 'item-1',
      status: 200,
      requestId: 'req-1',
    });
  });

  test('reads an upgrade without item_id, and the request id of the header', () => {
    const body = JSON.stringify({ access_token: 'access-sandbox-1' });
    expect(answer({ body, requestId: 'header-1' })).toMatchObject({
      kind: 'upgraded',
      itemId: undefined,
      requestId: 'header-1',
    });
  });

  test.each([400, 429, 500, 200])('reads Plaid’s error whatever the status is (%i)', (status) => {
    expect(answer({ status, body: JSON.stringify(refused), retryAfter: '2' })).toEqual({
      kind: 'plaid-error',
      error: refused,
      status,
      requestId: 'req-2',
      retryAfterMs: 2000,
    });
  });

  test('takes a gateway’s own JSON for a gateway’s', () => {
    const body = '{"message":"Service Unavailable"}';
    expect(answer({ status: 503, contentType: 'application/json', body })).toMatchObject({
      kind: 'gateway',
      status: 503,
    });
  });

  test.each([502, 503, 504])('takes a page with %i for a gateway’s', (status) => {
    expect(answer({ status, contentType: 'text/html', body: '<h1>Bad gateway</h1>' })).toEqual({
      kind: 'gateway',
      status,
      retryAfterMs: undefined,
    });
  });

  test.each([
    ['a page', 200, 'text/html', '<html>'],
    ['nothing', 200, '', ''],
    ['a page of a server fault that is no gateway', 500, 'text/html', '<html>'],
    ['another service’s JSON', 200, 'application/json', '{"ok":true}'],
    ['a list', 200, 'application/json', '[]'],
    ['null', 200, 'application/json', 'null'],
    ['half an answer', 200, 'application/json', '{"access_token":"access-san'],
    ['an empty token', 200, 'application/json', '{"access_token":"","item_id":"x"}'],
    ['a token that is no text', 200, 'application/json', '{"access_token":{"a":1}}'],
    ['a token with a redirect', 302, 'application/json', '{"access_token":"a","item_id":"x"}'],
    ['an error without a code', 400, 'application/json', '{"error_type":"API_ERROR"}'],
  ])('does not take %s for Plaid', (_, status, contentType, body) => {
    expect(answer({ status, contentType, body })).toMatchObject({ kind: 'not-plaid', status });
  });

  test('describes what is not Plaid’s without repeating it', () => {
    const canary = 'access-sandbox-canary';
    expect(JSON.stringify(answer({ body: `<p>${canary}</p>` }))).not.toContain('canary');
  });

  test('never throws, and upgrades on nothing but a token', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(fc.string(), fc.json()),
        (status, body) => {
          expect(answer({ status, body }).kind).not.toBe('upgraded');
        },
      ),
    );
  });
});

describe('parseRetryAfter', () => {
  test.each([
    [undefined, undefined],
    ['', undefined],
    ['  ', undefined],
    ['0', 0],
    ['7', 7000],
    ['1.5', 1500],
    ['-3', 0],
    ['soon', undefined],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
    ['Saturday, 21-Nov-26 12:00:30 GMT', 30_000],
    ['Sat Nov 21 12:00:30 2026 GMT', 30_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ])('%j is %s ms', (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import type { UpdateAnswer } from '../../../src/plaid/answers.ts';
import { decide, type Decision } from '../../../src/tokens/decide.ts';

function plaidError(
  errorType: string,
  errorCode: string,
  status = 400,
): Extract<UpdateAnswer, { kind: 'plaid-error' }> {
  return {
    kind: 'plaid-error',
    status,
    requestId: 'request',
    retryAfterMs: undefined,
    error: {
      error_type: errorType,
      error_code: errorCode,
      error_message: '',
      display_message: null,
      request_id: 'request',
    },
  };
}

const table: [string, UpdateAnswer, Decision['do'], Partial<Record<string, unknown>>][] = [
  ['a rate limit', plaidError('RATE_LIMIT_EXCEEDED', 'RATE_LIMIT', 429), 'retry', { lost: false }],
  [
    'a new rate limit',
    plaidError('RATE_LIMIT_EXCEEDED', 'NEW_LIMIT', 429),
    'retry',
    { cause: 'rate-limit' },
  ],
  ['a used-up quota', plaidError('RATE_LIMIT_EXCEEDED', 'ADDITION_LIMIT', 429), 'stop', {}],
  [
    'an internal error',
    plaidError('API_ERROR', 'INTERNAL_SERVER_ERROR', 500),
    'retry',
    { lost: true },
  ],
  [
    'maintenance',
    plaidError('API_ERROR', 'PLANNED_MAINTENANCE', 503),
    'retry',
    { cause: 'maintenance' },
  ],
  ['a route that is gone, 404', plaidError('INVALID_REQUEST', 'NOT_FOUND', 404), 'stop', {}],
  ['a route that is gone, 400', plaidError('INVALID_REQUEST', 'NOT_FOUND', 400), 'stop', {}],
  ['a discontinued route', plaidError('INVALID_REQUEST', 'NO_LONGER_AVAILABLE'), 'stop', {}],
  ['refused keys', plaidError('INVALID_INPUT', 'INVALID_API_KEYS'), 'stop', {}],
  ['a refused environment', plaidError('INVALID_INPUT', 'UNAUTHORIZED_ENVIRONMENT'), 'stop', {}],
  [
    'an unknown token',
    plaidError('INVALID_INPUT', 'INVALID_ACCESS_TOKEN'),
    'refuse',
    { requestFault: false },
  ],
  ['a removed Item', plaidError('ITEM_ERROR', 'ITEM_NOT_FOUND'), 'refuse', {}],
  ['a bank that is down', plaidError('INSTITUTION_ERROR', 'INSTITUTION_DOWN'), 'refuse', {}],
  [
    'a malformed request',
    plaidError('INVALID_REQUEST', 'INVALID_FIELD'),
    'refuse',
    { requestFault: true },
  ],
  ['a code nobody knows', plaidError('NEW_ERROR', 'NEW_CODE'), 'refuse', { errorCode: 'NEW_CODE' }],
  [
    'a gateway',
    { kind: 'gateway', status: 502, retryAfterMs: 7 },
    'retry',
    { lost: true, waitMs: 7 },
  ],
  [
    'a gateway that asks for a day',
    { kind: 'gateway', status: 503, retryAfterMs: 86_400_000 },
    'retry',
    { waitMs: 86_400_000 },
  ],
  [
    // Or one bad header would keep all runners of a shared ledger silent for decades.
    'a gateway that gives a time since 1970 for a pause',
    { kind: 'gateway', status: 503, retryAfterMs: 1_763_750_000_000 },
    'retry',
    { waitMs: 0 },
  ],
  [
    'a rate limit that does',
    {
      ...plaidError('RATE_LIMIT_EXCEEDED', 'RATE_LIMIT', 429),
      retryAfterMs: 1_763_750_000_000,
    },
    'retry',
    { waitMs: 0 },
  ],
  [
    'a page of somebody else',
    { kind: 'not-plaid', status: 200, summary: '', maybeDone: false },
    'stop',
    { lost: false },
  ],
  [
    'JSON cut short',
    { kind: 'not-plaid', status: 200, summary: '', maybeDone: true },
    'stop',
    { lost: true },
  ],
  [
    'silence after sending',
    { kind: 'no-answer', sent: true, reason: 'ECONNRESET' },
    'retry',
    { lost: true },
  ],
  [
    'nobody there',
    { kind: 'no-answer', sent: false, reason: 'ECONNREFUSED' },
    'retry',
    { lost: false, cause: 'unreachable' },
  ],
];

describe('what an answer means', () => {
  it.each(table)('%s', (_, answer, does, details) => {
    expect(decide(answer)).toMatchObject({ do: does, ...details });
  });

  it('an upgrade is recorded, also without an Item id', () => {
    const answer = {
      kind: 'upgraded',
      accessToken: 'new',
      itemId: undefined,
      status: 200,
      requestId: undefined,
    } as const;
    expect(decide(answer)).toEqual({ do: 'record', accessToken: 'new', itemId: null });
  });
});

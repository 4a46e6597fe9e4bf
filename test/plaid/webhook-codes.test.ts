import { expect, test } from 'vitest';
import { currentOnlyEvents } from '../../src/simulator/webhook-payloads.ts';
import {
  isTellingWebhookCode,
  isWebhookType,
  joinedWebhookName,
  typesOfWebhookCode,
} from '../../src/plaid/webhook-codes.ts';
import { legacyWebhooks, legacyWebhooksIn, wrongWebhookCodes } from '../../src/plaid/webhooks.ts';
import { newWebhooks } from '../../src/plaid/new-webhooks.ts';

test('every webhook that another table names is one that Plaid sends', () => {
  const named = [
    ...legacyWebhooks.flatMap(({ becomes }) => becomes ?? []),
    ...newWebhooks,
    ...Object.entries(currentOnlyEvents).map(([code, type]) => ({ type, code })),
    ...[...wrongWebhookCodes.values()].map((code) => ({
      type: typesOfWebhookCode(code)[0] ?? '',
      code,
    })),
  ];
  const unknown = named.filter(({ type, code }) => !typesOfWebhookCode(code).includes(type));
  expect(unknown).toEqual([]);
});

test('what Plaid never sends is not among them', () => {
  const sent = [...wrongWebhookCodes.keys()].filter((code) => typesOfWebhookCode(code).length > 0);
  expect(sent).toEqual([]);
  expect(isWebhookType('TRANSACTION')).toBe(false);
  expect(isWebhookType('toString')).toBe(false);
});

test('others have errors, too', () => {
  expect(isTellingWebhookCode('ERROR')).toBe(false);
  expect(isTellingWebhookCode('DEFAULT_UPDATE')).toBe(true);
});

test.each([
  ['TRANSACTIONS/DEFAULT_UPDATE', 'TRANSACTIONS', 'DEFAULT_UPDATE'],
  ['ITEM: ERROR', 'ITEM', 'ERROR'],
  ['HOLDINGS_DEFAULT_UPDATE', 'HOLDINGS', 'DEFAULT_UPDATE'],
])('%s is a type and a code', (text, type, code) => {
  expect(joinedWebhookName(text)).toEqual({ type, code });
});

test.each(['TRANSACTIONS_REMOVED', 'ITEM_ERROR', 'ORDER/PAID', 'ITEM', ''])(
  '%j is none',
  (text) => {
    expect(joinedWebhookName(text)).toBeUndefined();
  },
);

test.each([
  [0, 0, ['INITIAL_UPDATE']],
  [0, 2, ['INITIAL_UPDATE', 'HISTORICAL_UPDATE', 'DEFAULT_UPDATE']],
  [4, 9999, ['WEBHOOK_UPDATE_ACKNOWLEDGED', undefined, undefined, 'ERROR']],
  [1200, 1299, ['ERROR']],
  [1205, 1205, ['ERROR']],
])('codes %i to %i become %j', (from, to, codes) => {
  expect(legacyWebhooksIn(from, to).map(({ becomes }) => becomes?.code)).toEqual(codes);
});

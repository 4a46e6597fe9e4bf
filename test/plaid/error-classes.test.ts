import { describe, expect, test } from 'vitest';
import { adviceFor, classifyError } from '../../src/plaid/error-classes.ts';

describe('classifyError', () => {
  test.each([
    ['RATE_LIMIT_EXCEEDED', 'RATE_LIMIT', 'rate-limit'],
    ['RATE_LIMIT_EXCEEDED', 'A_LIMIT_OF_TOMORROW', 'rate-limit'],
    ['API_ERROR', 'INTERNAL_SERVER_ERROR', 'server-fault'],
    ['API_ERROR', 'SOMETHING_NEW', 'server-fault'],
    ['API_ERROR', 'PLANNED_MAINTENANCE', 'maintenance'],
    ['INVALID_REQUEST', 'NOT_FOUND', 'route-gone'],
    ['INVALID_REQUEST', 'NO_LONGER_AVAILABLE', 'route-gone'],
    ['INVALID_INPUT', 'UNAUTHORIZED_ROUTE_ACCESS', 'route-gone'],
    ['INVALID_INPUT', 'INVALID_API_KEYS', 'credentials'],
    ['INVALID_INPUT', 'UNAUTHORIZED_ENVIRONMENT', 'credentials'],
    ['RATE_LIMIT_EXCEEDED', 'ADDITION_LIMIT', 'quota'],
    ['INVALID_REQUEST', 'UNKNOWN_FIELDS', 'request'],
    ['INVALID_REQUEST', 'SOMETHING_NEW', 'request'],
    ['INSTITUTION_ERROR', 'INSTITUTION_DOWN', 'institution'],
    ['INSTITUTION_ERROR', 'SOMETHING_NEW', 'institution'],
    ['INVALID_INPUT', 'INVALID_ACCESS_TOKEN', 'item'],
    ['ITEM_ERROR', 'ITEM_NOT_FOUND', 'item'],
    ['A_TYPE_OF_TOMORROW', 'A_CODE_OF_TOMORROW', 'item'],
  ])('%s/%s is %s', (error_type, error_code, expected) => {
    expect(classifyError({ error_type, error_code }).class).toBe(expected);
  });

  test('is not fooled by names every object has', () => {
    expect(classifyError({ error_type: 'toString', error_code: 'constructor' }).class).toBe('item');
    expect(adviceFor('constructor')).toContain('does not know');
  });

  test('has advice for a code nobody knows', () => {
    expect(adviceFor('A_CODE_OF_TOMORROW')).toContain('https://plaid.com/docs/errors');
  });
});

import { describe, expect, test } from 'vitest';
import { MigrateError } from '../../../src/core/errors.ts';
import { chooseColumns } from '../../../src/tokens/sources/columns.ts';

const place = '/data/items.csv';

function failure(run: () => unknown): MigrateError {
  try {
    run();
  } catch (error) {
    if (error instanceof MigrateError) return error;
  }
  throw new Error('Expected a MigrateError.');
}

describe('chooseColumns', () => {
  test.each([
    [['id', 'access_token'], 'access_token', 'id'],
    [['ID', 'accessToken'], 'accessToken', 'ID'],
    [['Plaid Access Token', 'email'], 'Plaid Access Token', undefined],
    [['access_token', 'legacy_access_token', 'uuid'], 'legacy_access_token', 'uuid'],
    [['access_token', 'PLAID_ACCESS_TOKEN'], 'PLAID_ACCESS_TOKEN', undefined],
    [['token', 'plaid_token', 'item_id'], 'plaid_token', 'item_id'],
    [['token', 'name'], 'token', undefined],
    [['whatever'], 'whatever', undefined],
    [['uuid', 'id', 'token'], 'token', 'id'],
    [['_id.$oid', 'token'], 'token', '_id.$oid'],
    [['model', 'pk', 'token'], 'token', 'pk'],
  ])('%j → token %s, key %s', (available, tokenColumn, keyColumn) => {
    expect(chooseColumns(available, { place })).toEqual({ tokenColumn, keyColumn });
  });

  test('a user id is no key: a user with two banks has two rows', () => {
    expect(chooseColumns(['user_id', 'access_token'], { place }).keyColumn).toBeUndefined();
  });

  test('named columns are taken, also with another case', () => {
    expect(
      chooseColumns(['Id', 'access_token', 'Blob', 'nr'], {
        place,
        tokenColumn: 'blob',
        keyColumn: 'nr',
      }),
    ).toEqual({ tokenColumn: 'Blob', keyColumn: 'nr' });
  });

  test('a named column that is missing: says which there are', () => {
    const error = failure(() =>
      chooseColumns(['id', 'access_token'], { place, tokenColumn: 'tokn' }),
    );
    expect(error.message).toBe('There is no column "tokn" in /data/items.csv.');
    expect(error.hint).toBe('Give --token-column one of the columns there are: id, access_token');
    expect(error.exitCode).toBe(2);
  });

  test('a named column that is there twice cannot be told apart', () => {
    const error = failure(() => chooseColumns(['id', 'tok', 'tok'], { place, tokenColumn: 'tok' }));
    expect(error.message).toContain('more than one column "tok"');
  });

  test('nothing obvious: asks and lists', () => {
    const error = failure(() => chooseColumns(['a', 'b'], { place }));
    expect(error.message).toContain(place);
    expect(error.hint).toBe('Name it with --token-column. The columns there are: a, b');
  });

  test('two equally good names: asks, unless a sample tells', () => {
    const available = ['access_token', 'accessToken'];
    expect(failure(() => chooseColumns(available, { place })).message).toContain(
      'access_token, accessToken',
    );
    const samples = new Map([
      ['access_token', ['current' as const]],
      ['accessToken', ['legacy' as const]],
    ]);
    expect(chooseColumns(available, { place }, samples).tokenColumn).toBe('accessToken');
  });

  test('no name but one column of tokens: that one', () => {
    const samples = new Map([
      ['a', ['unrecognised' as const]],
      ['b', ['empty' as const, 'legacy' as const]],
    ]);
    expect(chooseColumns(['a', 'b'], { place }, samples).tokenColumn).toBe('b');
  });

  test('a very long name is data and is not shown', () => {
    const value = 'f'.repeat(159);
    const error = failure(() => chooseColumns(['a', value], { place }));
    expect(`${error.message} ${error.hint ?? ''}`).not.toContain(value);
  });

  test('rows known by number stay so', () => {
    expect(
      chooseColumns(['id', 'token'], { place, tokenColumn: 'token', keepRowNumbers: true }),
    ).toEqual({ tokenColumn: 'token', keyColumn: undefined });
  });
});

import { expect, test } from 'vitest';
import { errorCode, errorMessage, MigrateError } from '../../src/core/errors.ts';
import { ExitCode, exitCodeMeanings } from '../../src/core/exit-codes.ts';

test('a MigrateError is a usage error unless it says otherwise', () => {
  const plain = new MigrateError('x');
  expect(plain).toMatchObject({ exitCode: 2, hint: undefined });
  expect(plain).not.toHaveProperty('cause');
  const cause = new Error('why');
  expect(new MigrateError('x', { hint: 'do y', exitCode: ExitCode.stopped, cause })).toMatchObject({
    exitCode: 3,
    hint: 'do y',
    cause,
  });
});

test.each([
  [Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT'],
  [new Error('x'), undefined],
  [{ code: 5 }, undefined],
  [null, undefined],
  ['ENOENT', undefined],
])('errorCode of %s is %s', (error, code) => {
  expect(errorCode(error)).toBe(code);
});

test('errorMessage reads whatever was thrown', () => {
  expect(errorMessage(new Error('boom'))).toBe('boom');
  expect(errorMessage('boom')).toBe('boom');
});

test('every exit code has a meaning', () => {
  expect(exitCodeMeanings.map(([code]) => code)).toEqual(Object.values(ExitCode));
});

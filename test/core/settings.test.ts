import { describe, expect, test } from 'vitest';
import { knownSecrets, passwordsIn, readSecret } from '../../src/core/settings.ts';

const files: Readonly<Record<string, string>> = {
  '/run/secret': 'from-a-file\n',
  '/run/empty': '\n',
};

function readFile(path: string): string {
  const content = files[path];
  if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return content;
}

function read(env: Readonly<Record<string, string>>): string | undefined {
  return readSecret(env, 'PLAID_SECRET', readFile)?.reveal();
}

describe('readSecret', () => {
  test('takes the variable, without white space around it', () => {
    expect(read({ PLAID_SECRET: 'direct\n' })).toBe('direct');
  });

  test('takes the file, without its line end', () => {
    expect(read({ PLAID_SECRET_FILE: '/run/secret' })).toBe('from-a-file');
  });

  test.each([{}, { PLAID_SECRET: '' }, { PLAID_SECRET: ' ', PLAID_SECRET_FILE: '' }])(
    'counts %j as not set',
    (env) => {
      expect(read(env)).toBeUndefined();
    },
  );

  test('prefers a file to a variable set to nothing', () => {
    expect(read({ PLAID_SECRET: '', PLAID_SECRET_FILE: '/run/secret' })).toBe('from-a-file');
  });

  test.each([
    [{ PLAID_SECRET: 'x', PLAID_SECRET_FILE: '/run/secret' }, /PLAID_SECRET_FILE are both set/],
    [{ PLAID_SECRET_FILE: '/run/empty' }, /PLAID_SECRET_FILE names \/run\/empty.*empty/],
    [{ PLAID_SECRET_FILE: '/run/gone' }, /PLAID_SECRET_FILE names \/run\/gone.*\(ENOENT\)/],
  ])('refuses %j', (env, message) => {
    expect(() => read(env)).toThrow(message);
  });
});

test('knownSecrets finds every secret it can read and never fails', () => {
  const env = {
    PLAID_CLIENT_ID: 'client',
    PLAID_SECRET_FILE: '/run/secret',
    PLAID_MIGRATE_KEY_FILE: '/run/gone',
    HOME: '/root',
  };
  expect(knownSecrets(env, readFile).map((secret) => secret.reveal())).toEqual([
    'client',
    'from-a-file',
  ]);
});

test('knownSecrets finds the passwords of databases, wherever their URL stands', () => {
  const env = {
    PGPASSWORD: 'pg-secret',
    MYSQL_PWD: 'mysql',
    DATABASE_URL: 'postgres://ann:s3cr%40t@db/app',
    OTHER: 'mysql://ann@db/app',
  };
  expect(knownSecrets(env, readFile).map((secret) => secret.reveal())).toEqual([
    'pg-secret',
    's3cr%40t',
    's3cr@t',
  ]);
});

test('a password that is a word of our own messages is not struck out of them', () => {
  expect(passwordsIn('postgres://postgres:postgres@localhost/app')).toEqual([]);
  expect(passwordsIn('mysql://root:root@localhost/app')).toEqual([]);
  expect(passwordsIn('postgres://ann:%zz-secret@db/app')).toHaveLength(1);
});

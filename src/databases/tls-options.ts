import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { MigrateError, errorCode } from '../core/errors.ts';

/** What TLS a connection uses: none, one it may do without, or one it insists on. */
export type TlsMode =
  | { readonly kind: 'off' }
  | { readonly kind: 'preferred'; readonly options: ConnectionOptions }
  | { readonly kind: 'required'; readonly options: ConnectionOptions };

/** `sslmode` of libpq, `ssl-mode` of MySQL's clients: both vocabularies mean the same. */
const MODES: Readonly<
  Record<string, 'off' | 'preferred' | 'unverified' | 'verify-ca' | 'verify-full'>
> = {
  disable: 'off',
  disabled: 'off',
  allow: 'preferred',
  prefer: 'preferred',
  preferred: 'preferred',
  require: 'unverified',
  required: 'unverified',
  'no-verify': 'unverified',
  verify_ca: 'verify-ca',
  'verify-ca': 'verify-ca',
  verify_identity: 'verify-full',
  'verify-full': 'verify-full',
};

/**
 * TLS as the URL says, with libpq's meaning (postgresql.org/docs/current/libpq-ssl.html): `require`
 * encrypts and trusts any certificate unless a root is named, `verify-ca` looks at the issuer,
 * `verify-full` at the host name, too. Without a word, TLS is used where the server has it.
 */
export function tlsOptions(parameters: URLSearchParams, fallback: string | undefined): TlsMode {
  const named = (...names: readonly string[]): string | undefined =>
    names.map((name) => parameters.get(name)).find((value) => value !== null && value !== '') ??
    undefined;
  const word = (
    named('sslmode', 'ssl-mode') ??
    shortForm(named('ssl')) ??
    fallback ??
    'prefer'
  ).toLowerCase();
  const mode = MODES[word];
  if (mode === undefined) {
    throw new MigrateError(`The database URL asks for sslmode=${word}, which there is not.`, {
      hint: 'Give sslmode=disable, prefer, require, verify-ca or verify-full.',
    });
  }
  if (mode === 'off') return { kind: 'off' };
  const root = named('sslrootcert', 'ssl-ca');
  const certificate = named('sslcert', 'ssl-cert');
  const key = named('sslkey', 'ssl-key');
  const options: ConnectionOptions = {
    ...(root === undefined || root === 'system' ? {} : { ca: read(root, 'sslrootcert') }),
    ...(certificate === undefined ? {} : { cert: read(certificate, 'sslcert') }),
    ...(key === undefined ? {} : { key: read(key, 'sslkey') }),
  };
  if (mode === 'preferred') {
    return { kind: 'preferred', options: { ...options, rejectUnauthorized: false } };
  }
  if (mode === 'unverified' && root === undefined) {
    return { kind: 'required', options: { ...options, rejectUnauthorized: false } };
  }
  return {
    kind: 'required',
    options: {
      ...options,
      rejectUnauthorized: true,
      ...(mode === 'verify-full' || root === 'system'
        ? {}
        : { checkServerIdentity: () => undefined }),
    },
  };
}

/** `?ssl=true`, as Heroku and others write it. */
function shortForm(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value === 'true' || value === '1'
    ? 'require'
    : value === 'false' || value === '0'
      ? 'disable'
      : value;
}

function read(path: string, parameter: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new MigrateError(
      `The database URL names ${path} in ${parameter}, and that file cannot be read (${errorCode(error) ?? 'unknown error'}).`,
      { hint: 'Check the path and its permissions.', cause: error },
    );
  }
}

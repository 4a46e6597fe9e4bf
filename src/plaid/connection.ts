import { MigrateError } from '../core/errors.ts';
import type { Secret } from '../core/secrets.ts';
import { readSecret } from '../core/settings.ts';
import { isLoopback, parseApiUrl, parseEnvironment, plaidHosts } from './environments.ts';
import type { PlaidEnvironment } from './environments.ts';

/** How to reach Plaid, and as whom. */
export interface PlaidConnection {
  readonly environment: PlaidEnvironment;
  /** Origin without a trailing slash, e.g. `https://production.plaid.com`. */
  readonly apiUrl: string;
  readonly clientId: Secret;
  readonly secret: Secret;
  /** `Plaid-Version`, a date; undefined lets each client send its own. */
  readonly version: string | undefined;
}

/** Where to find each part of a connection. */
export interface ConnectionRequest {
  /** `--env` and `--api-url` as the user gave them. */
  readonly env?: string | undefined;
  readonly apiUrl?: string | undefined;
  /** What a ledger that is there is bound to. */
  readonly bound?: { readonly environment: PlaidEnvironment; readonly apiUrl: string } | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Environment and host alone, from the flags, `PLAID_ENV`, or the ledger, in this order. */
export function resolveHost(
  request: ConnectionRequest,
  env: Environment,
  readFile: (path: string) => string,
): { environment: PlaidEnvironment; apiUrl: string } {
  const { bound } = request;
  const named = request.env ?? readSecret(env, 'PLAID_ENV', readFile)?.reveal();
  const given = request.apiUrl === undefined ? undefined : parseApiUrl(request.apiUrl);
  const environment =
    named === undefined ? (bound?.environment ?? guess(given)) : parseEnvironment(named);
  if (environment === undefined) {
    throw new MigrateError('Which environment do these tokens belong to? Nothing says.', {
      hint: 'Set PLAID_ENV to sandbox or production, or pass --env. The token itself does not tell.',
    });
  }
  const boundUrl = bound?.environment === environment ? bound.apiUrl : undefined;
  return { environment, apiUrl: given ?? boundUrl ?? plaidHosts[environment] };
}

/** A whole connection. Errors name what is missing and where it belongs. */
export function readConnection(
  request: ConnectionRequest,
  env: Environment,
  readFile: (path: string) => string,
): PlaidConnection {
  const clientId = readSecret(env, 'PLAID_CLIENT_ID', readFile);
  const secret = readSecret(env, 'PLAID_SECRET', readFile);
  const host = resolveHost(request, env, readFile);
  if (clientId === undefined || secret === undefined) {
    const missing = [
      ...(clientId === undefined ? ['PLAID_CLIENT_ID'] : []),
      ...(secret === undefined ? ['PLAID_SECRET'] : []),
    ].join(' and ');
    throw new MigrateError(`Plaid's credentials are missing: ${missing} not set.`, {
      hint: 'Set them in the environment (or as *_FILE with the path of a file); the Plaid Dashboard shows them under Developers > Keys.',
    });
  }
  for (const [name, value] of [
    ['PLAID_CLIENT_ID', clientId],
    ['PLAID_SECRET', secret],
  ] as const) {
    if (/^[\x21-\x7e]+$/.test(value.reveal())) continue;
    throw new MigrateError(`${name} holds characters that no key of Plaid has.`, {
      hint: 'Copy it again from the Plaid Dashboard, without blanks, line breaks or quotes that a program made curly.',
    });
  }
  const version = env['PLAID_VERSION']?.trim();
  if (version !== undefined && version !== '' && !/^\d{4}-\d\d-\d\d$/.test(version)) {
    throw new MigrateError(`PLAID_VERSION is not a date: ${JSON.stringify(version)}.`, {
      hint: 'Give a version of the API such as 2019-05-29, or unset it.',
    });
  }
  return { ...host, clientId, secret, version: version === '' ? undefined : version };
}

/** A simulator on this machine plays sandbox unless told otherwise. */
function guess(apiUrl: string | undefined): PlaidEnvironment | undefined {
  return apiUrl !== undefined && isLoopback(new URL(apiUrl).hostname) ? 'sandbox' : undefined;
}

import { MigrateError } from '../core/errors.ts';

/** The environments Plaid still runs. Source: the servers of Plaid's OpenAPI description. */
export type PlaidEnvironment = 'sandbox' | 'production';

export const plaidHosts: Readonly<Record<PlaidEnvironment, string>> = {
  sandbox: 'https://sandbox.plaid.com',
  production: 'https://production.plaid.com',
};

/** Environments that are gone, and what holds their place today. */
const goneEnvironments: ReadonlyMap<string, string> = new Map(
  Object.entries({
    development: 'Plaid shut Development down in 2024; its Items live in production',
    tartan: 'tartan was the legacy development host; its tokens are upgraded in production',
    api: 'api was the legacy production host; use production',
  }),
);

/** Reads `--env` or `PLAID_ENV`. Errors name the environments there are. */
export function parseEnvironment(value: string): PlaidEnvironment {
  if (value === 'sandbox' || value === 'production') return value;
  const gone = goneEnvironments.get(value);
  throw new MigrateError(
    `There is no Plaid environment called ${JSON.stringify(value)}${gone === undefined ? '' : ` any more: ${gone}`}.`,
    { hint: 'Use sandbox or production, with --env or PLAID_ENV.' },
  );
}

/** Whether a hostname is this machine itself (127.0.0.0/8, ::1, localhost). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Checks `--api-url`: tokens and secrets travel there, so it is https, or this machine.
 * Returns the origin, without a trailing slash.
 */
export function parseApiUrl(value: string): string {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw new MigrateError(`--api-url ${JSON.stringify(value)} is not a URL.`, {
      hint: 'Give it like https://sandbox.plaid.com or http://127.0.0.1:4010.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new MigrateError('--api-url carries a user name or password.', {
      hint: 'Credentials come from PLAID_CLIENT_ID and PLAID_SECRET; take them out of the URL.',
    });
  }
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!safe) {
    throw new MigrateError(
      `--api-url ${url.origin === 'null' ? value : url.origin} is not https.`,
      {
        hint: 'Access tokens travel there. Use https, or http on loopback for the simulator.',
      },
    );
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new MigrateError(`--api-url ${url.origin} goes on after the host.`, {
      hint: `Give the host alone: ${url.origin}`,
    });
  }
  return url.origin;
}

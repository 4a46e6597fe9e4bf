import type { IncomingHttpHeaders } from 'node:http';
import type { Fields } from './fields.ts';
import { invalidField } from './fields.ts';
import { invalidInput, invalidRequest, type JsonObject, type Reply } from './reply.ts';

/** The credentials every request may carry in its body. */
export const credentialFields: Fields = {
  client_id: { type: 'string', empty: true },
  secret: { type: 'string', empty: true },
};

/**
 * Checks the credentials: `client_id` and `secret` in the body, or the headers `PLAID-CLIENT-ID`
 * and `PLAID-SECRET`, or both. Everything that is not empty is accepted, except values that begin
 * with `invalid`, which get INVALID_API_KEYS.
 */
export function checkCredentials(
  body: JsonObject,
  headers: IncomingHttpHeaders,
): Reply | undefined {
  const clientId = body['client_id'] ?? headers['plaid-client-id'] ?? '';
  const secret = body['secret'] ?? headers['plaid-secret'] ?? '';
  if (typeof clientId !== 'string') return invalidField('client_id', 'must be a string');
  if (typeof secret !== 'string') return invalidField('secret', 'must be a string');
  if (clientId === '' || secret === '') {
    const missing = [clientId === '' ? ['client_id'] : [], secret === '' ? ['secret'] : []];
    return invalidRequest(
      'MISSING_FIELDS',
      `the following required fields are missing: ${missing.flat().join(', ')}`,
    );
  }
  return clientId.startsWith('invalid') || secret.startsWith('invalid')
    ? invalidInput('INVALID_API_KEYS', 'invalid client_id or secret provided')
    : undefined;
}

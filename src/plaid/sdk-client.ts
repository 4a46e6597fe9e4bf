import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { errorCode, errorMessage } from '../core/errors.ts';
import type { PlaidConnection } from './connection.ts';

/** What `/item/get` said about one access token. */
export type ItemAnswer =
  | { kind: 'item'; itemId: string }
  | {
      kind: 'plaid-error';
      errorType: string;
      errorCode: string;
      retryAfter: string | undefined;
    }
  /** No answer, or one that is not Plaid's. */
  | { kind: 'no-answer'; reason: string };

/** Asks `/item/get` which Item a current access token names. Never rejects. */
export type GetItem = (accessToken: string) => Promise<ItemAnswer>;

const ANSWER_TIMEOUT_MS = 60_000;

/**
 * `/item/get` through the official SDK, which is loaded here and nowhere else: it takes longer to
 * load than all the rest of the tool.
 */
export async function createGetItem(
  connection: PlaidConnection,
  concurrency: number,
): Promise<{ getItem: GetItem; close: () => void }> {
  const { Configuration, PlaidApi } = await import('plaid');
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: concurrency }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: concurrency }),
  };
  const api = new PlaidApi(
    new Configuration({
      basePath: connection.apiUrl,
      baseOptions: {
        headers: {
          'PLAID-CLIENT-ID': connection.clientId.reveal(),
          'PLAID-SECRET': connection.secret.reveal(),
          ...(connection.version === undefined ? {} : { 'Plaid-Version': connection.version }),
        },
        timeout: ANSWER_TIMEOUT_MS,
        proxy: false,
        maxRedirects: 0,
        ...agents,
      },
    }),
  );
  return {
    async getItem(accessToken) {
      try {
        const { data } = await api.itemGet({ access_token: accessToken });
        // The type says it is there; a proxy's page with status 200 says otherwise.
        const itemId: unknown = data.item?.item_id;
        return typeof itemId === 'string'
          ? { kind: 'item', itemId }
          : { kind: 'no-answer', reason: 'an answer that is not Plaid’s' };
      } catch (error) {
        return readFailure(error);
      }
    },
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

/** What the SDK throws holds the request with its secrets, so only known fields are taken out of it. */
function readFailure(error: unknown): ItemAnswer {
  const response = field(error, 'response');
  const data = field(response, 'data');
  const type = field(data, 'error_type');
  const code = field(data, 'error_code');
  if (typeof type === 'string' && typeof code === 'string') {
    const retryAfter = field(field(response, 'headers'), 'retry-after');
    return {
      kind: 'plaid-error',
      errorType: type,
      errorCode: code,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
    };
  }
  const status = field(response, 'status');
  const reason =
    typeof status === 'number'
      ? `HTTP ${String(status)}`
      : (errorCode(error) ?? errorMessage(error));
  return { kind: 'no-answer', reason };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? Reflect.get(value, name)
    : undefined;
}

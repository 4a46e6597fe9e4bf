import type { IncomingHttpHeaders } from 'node:http';
import { buildConnector, Client, errors, type Dispatcher } from 'undici';
import { errorCode, errorMessage } from '../core/errors.ts';
import { readUpdateAnswer, type RawAnswer, type UpdateAnswer } from './answers.ts';
import type { PlaidConnection } from './connection.ts';

/** Upgrades one legacy access token. Never rejects: every failure is an answer. */
export type UpdateAccessToken = (legacyAccessToken: string) => Promise<UpdateAnswer>;

const UPDATE_VERSION_PATH = '/item/access_token/update_version';

/** The version in which old clients last called the route, pinned by plaid-node 4.x. */
const DEFAULT_PLAID_VERSION = '2019-05-29';

const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 60_000;
/** The whole of an answer that has begun; and as long may pass until its next part. */
const READ_TIMEOUT_MS = 30_000;
const MAX_BODY_BYTES = 1_000_000;

/**
 * A client for the one route the official SDK dropped in its version 5: same hosts, same headers,
 * same error body. The body field is `access_token_v1`; plaid-node 2.0 to 4.11 sent it so.
 */
export function createUpdateClient(
  connection: PlaidConnection,
  now: () => number,
  readTimeoutMs = READ_TIMEOUT_MS,
): { update: UpdateAccessToken; close: () => Promise<void> } {
  const connector = watchedConnector();
  const connections = createConnections(
    () =>
      new Client(connection.apiUrl, {
        pipelining: 1,
        connect: connector.connect,
        headersTimeout: ANSWER_TIMEOUT_MS,
        bodyTimeout: readTimeoutMs,
        maxResponseSize: MAX_BODY_BYTES,
      }),
  );
  // Credentials go both ways: in the body as the clients that knew this route sent them, and in
  // the headers of today's SDK.
  const credentials = {
    client_id: connection.clientId.reveal(),
    secret: connection.secret.reveal(),
  };
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'plaid-client-id': credentials.client_id,
    'plaid-secret': credentials.secret,
    'plaid-version': connection.version ?? DEFAULT_PLAID_VERSION,
    'user-agent': 'plaid-migrate',
  };

  // `dispatch` gives the answer as it comes. `request` would make a stream of each, which costs more
  // than the rest of the call.
  const update: UpdateAccessToken = (legacyAccessToken) =>
    new Promise((resolve) => {
      let head: AnswerHead | undefined;
      const chunks: Buffer[] = [];
      let begun: number | undefined;
      /** An answer that trickles would keep its slot, and its row, for ever: undici waits anew for each part. */
      const giveUpWhenLate = (controller: Dispatcher.DispatchController): void => {
        const at = performance.now();
        begun ??= at;
        if (at - begun > readTimeoutMs) controller.abort(new errors.BodyTimeoutError());
      };
      const client = connections.take();
      client.dispatch(
        {
          method: 'POST',
          path: UPDATE_VERSION_PATH,
          headers,
          body: JSON.stringify({ ...credentials, access_token_v1: legacyAccessToken }),
        },
        {
          // Without it undici takes this for a handler of its older kind.
          onRequestStart: () => undefined,
          // Also with each head that announces another (HTTP 1xx).
          onResponseStart(controller, status, answerHeaders) {
            head = { status, headers: answerHeaders };
            giveUpWhenLate(controller);
          },
          onResponseData(controller, chunk) {
            chunks.push(chunk);
            giveUpWhenLate(controller);
          },
          onResponseEnd() {
            if (head === undefined) throw new Error('An answer ended that had not begun.');
            connections.putBack(client);
            resolve(readUpdateAnswer(toRawAnswer(head, chunks), now()));
          },
          onResponseError(_controller, error) {
            connections.drop(client);
            const sent = head !== undefined || !connector.failedWith(error);
            resolve({ kind: 'no-answer', sent, reason: reasonOf(error) });
          },
        },
      );
    });
  return { update, close: connections.close };
}

/**
 * As many connections as there are calls at once. undici's `Pool` would look through all of them for
 * one that is free, twice a call.
 */
function createConnections(connect: () => Client): {
  take: () => Client;
  putBack: (client: Client) => void;
  drop: (client: Client) => void;
  close: () => Promise<void>;
} {
  const open = new Set<Client>();
  const idle: Client[] = [];
  return {
    take() {
      const client = idle.pop() ?? connect();
      open.add(client);
      return client;
    },
    putBack: (client) => void idle.push(client),
    drop(client) {
      open.delete(client);
      void client.destroy();
    },
    async close() {
      await Promise.all([...open].map((client) => client.close()));
    },
  };
}

/**
 * A connector that remembers its failures. What failed to connect, for whatever reason of network or
 * TLS, was never sent; the same code on a connection that stood says nothing of the kind.
 */
function watchedConnector(): {
  connect: buildConnector.connector;
  failedWith: (error: unknown) => boolean;
} {
  const failures = new WeakSet<Error>();
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  return {
    connect(options, callback) {
      connect(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
        if (error === null) {
          callback(null, socket);
          return;
        }
        failures.add(error);
        callback(error, null);
      });
    },
    failedWith: (error) => error instanceof Error && failures.has(error),
  };
}

/** A code where there is one, since messages may quote what was sent. */
function reasonOf(error: unknown): string {
  const nested: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return errorCode(nested) ?? errorCode(error) ?? errorMessage(error);
}

interface AnswerHead {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** Drops a byte order mark, too. */
const utf8 = new TextDecoder();

function toRawAnswer({ status, headers }: AnswerHead, chunks: readonly Buffer[]): RawAnswer {
  const [first] = chunks;
  return {
    status,
    contentType: header(headers, 'content-type') ?? '',
    retryAfter: header(headers, 'retry-after'),
    requestId: header(headers, 'plaid-request-id') ?? header(headers, 'request-id'),
    body: utf8.decode(chunks.length === 1 ? first : Buffer.concat(chunks)),
  };
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

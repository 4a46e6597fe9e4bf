import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mixLetters } from './mix.ts';
import { isJsonObject, type Reply } from './reply.ts';
import type { ApiHandler, Handled } from './api-handler.ts';

const MAX_BODY_BYTES = 1_000_000;
/** Longer than clients keep idle connections, so that none is closed under a request. */
const KEEP_ALIVE_MS = 75_000;

/** Answers a route of the simulator's own; resolves to false when there is none. */
export type OwnRoutes = (
  request: { method: string; url: string; body: unknown },
  response: ServerResponse,
) => Promise<boolean>;

/** The HTTP server: reads bodies, delays answers and writes them. `seed` makes the request ids. */
export function createEdge(api: ApiHandler, own: OwnRoutes, seed: number): Server {
  const server = createServer((request, response) => {
    readBody(request, (body) => {
      if (request.url?.startsWith('/simulator/') === true) {
        void answerOwn(request, response, body, own, seed);
        return;
      }
      const handled = api(request, body, performance.now());
      // Answers of one turn of the event loop leave together: that doubles the rate, since only the
      // first of them has to wake a client that sleeps.
      if (handled.delayMs === 0) setImmediate(send, request, response, handled, seed);
      else setTimeout(send, handled.delayMs, request, response, handled, seed).unref();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

/** Gives the body as text; an oversized one as the empty text, which no route accepts. */
function readBody(request: IncomingMessage, onBody: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  });
  request.on('end', () => {
    const [first] = chunks;
    if (size > MAX_BODY_BYTES || first === undefined) onBody('');
    else onBody(chunks.length === 1 ? first.toString() : Buffer.concat(chunks).toString());
  });
  // A client that left in the middle of its request gets no answer.
  request.on('error', () => {});
}

async function answerOwn(
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  own: OwnRoutes,
  seed: number,
): Promise<void> {
  const { method = '', url = '' } = request;
  if (await own({ method, url, body: parse(text) }, response)) return;
  const html = 'There is no such route of the simulator.\n';
  write(response, { kind: 'html', status: 404, html }, requestId(seed, 0));
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  handled: Handled,
  seed: number,
): void {
  handled.done();
  if (handled.reply.kind === 'drop') request.socket.destroy();
  else write(response, handled.reply, requestId(seed, handled.number));
}

function write(
  response: ServerResponse,
  reply: Exclude<Reply, { kind: 'drop' }>,
  request_id: string,
): void {
  // No Plaid-Request-Id header: old clients take a JSON answer that has one for binary data.
  const isJson = reply.kind === 'json';
  const body = isJson ? JSON.stringify({ ...reply.body, request_id }) : reply.html;
  const headers: Record<string, string | number> = {
    'Content-Type': isJson ? 'application/json' : 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  };
  if (isJson && reply.retryAfter !== undefined) headers['Retry-After'] = reply.retryAfter;
  response.writeHead(reply.status, headers);
  response.end(body);
}

/** 15 letters and digits, as Plaid's are. `number` is the request's. */
function requestId(seed: number, number: number): string {
  return mixLetters(seed, number, 15);
}

import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request to an app's server, with its body read. */
export interface AppRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Fields of a JSON or form body; empty for any other. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What an app's server answers. */
export interface AppReply {
  readonly status?: number;
  readonly type: 'json' | 'html' | 'javascript' | 'css' | 'text';
  readonly text: string;
}

const contentTypes = {
  json: 'application/json',
  html: 'text/html; charset=utf-8',
  javascript: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  text: 'text/plain; charset=utf-8',
} as const satisfies Record<AppReply['type'], string>;

/** A field of the body, or of the query; empty where there is none. */
export function fieldOf({ body, query }: AppRequest, name: string): string {
  const value = body[name] ?? query.get(name);
  return typeof value === 'string' ? value : '';
}

/** A JSON reply. */
export function json(value: unknown, status = 200): AppReply {
  return { status, type: 'json', text: JSON.stringify(value) };
}

/** A page. */
export function html(text: string): AppReply {
  return { type: 'html', text };
}

/** Reads a request to its end. */
export async function readRequest(incoming: IncomingMessage): Promise<AppRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const url = new URL(incoming.url ?? '/', 'http://app.test');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: fieldsOf(Buffer.concat(chunks).toString('utf8'), incoming.headers['content-type'] ?? ''),
  };
}

/** Sends a reply. */
export function sendReply(outgoing: ServerResponse, reply: AppReply): void {
  outgoing.writeHead(reply.status ?? 200, { 'content-type': contentTypes[reply.type] });
  outgoing.end(reply.text);
}

function fieldsOf(text: string, contentType: string): Record<string, unknown> {
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  if (!contentType.startsWith('application/json') || text === '') return {};
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

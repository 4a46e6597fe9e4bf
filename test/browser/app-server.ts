import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { readRequest, sendReply, type AppReply, type AppRequest } from './http-messages.ts';

/** Answers requests to one path; undefined lets the next one try. */
export type Route = (request: AppRequest) => Promise<AppReply | undefined> | AppReply | undefined;

/** An app's server, started. */
export interface AppServer extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** The text of every answer. */
  readonly served: readonly string[];
  /** Requests that no route answered. */
  readonly unanswered: readonly string[];
}

/** Starts a server whose routes are asked in their order. */
export async function startAppServer(routes: readonly Route[]): Promise<AppServer> {
  const served: string[] = [];
  const unanswered: string[] = [];
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    for (const answerOf of routes) {
      const reply = await answerOf(request);
      if (reply === undefined) continue;
      served.push(reply.text);
      return sendReply(outgoing, reply);
    }
    unanswered.push(`${request.method} ${request.path}`);
    sendReply(outgoing, { status: 404, type: 'text', text: 'not found' });
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    served,
    unanswered,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers one method and path. */
export function route(method: string, path: string, answer: Route): Route {
  return (request) =>
    request.method === method && request.path === path ? answer(request) : undefined;
}

/** Serves a folder's files; `/` is its `index.html`. */
export function staticFiles(folder: string): Route {
  return async (request) => {
    const path = request.path.endsWith('/') ? `${request.path}index.html` : request.path;
    const type = typesByExtension.get(extname(path));
    if (request.method !== 'GET' || type === undefined) return undefined;
    try {
      return { type, text: await readFile(join(folder, path), 'utf8') };
    } catch {
      return undefined;
    }
  };
}

const typesByExtension: ReadonlyMap<string, AppReply['type']> = new Map([
  ['.html', 'html'],
  ['.js', 'javascript'],
  ['.css', 'css'],
]);

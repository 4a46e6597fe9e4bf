import {
  createServer,
  request as send,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { packageFile } from '../core/package-file.ts';
import type { LinkSession } from '../simulator/link-session.ts';

/** Where pages load Link from. */
const LINK_SCRIPT = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js';
const PRACTICE_SCRIPT = '/practice-link.js';
const PRACTICE_SESSION = '/practice-link/session';

const SCRIPT_FILE = packageFile('examples/practice-link.js');

/** A page's way to the app. */
export interface PracticeFront {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Stands in front of an app and hands everything on as it is, but for one thing: where a page loads Link
 * from Plaid, it gets Practice Link instead, which needs no bank and no network.
 */
export async function startPracticeFront(
  appUrl: string,
  finishLink: (linkToken: string) => LinkSession,
): Promise<PracticeFront> {
  const script = await readFile(SCRIPT_FILE, 'utf8');
  const server = createServer((request, response) => {
    const answered =
      request.url === PRACTICE_SCRIPT
        ? reply(response, 200, 'text/javascript; charset=utf-8', script)
        : request.url === PRACTICE_SESSION
          ? session(request, response, finishLink)
          : handOn(request, response, appUrl);
    answered.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function session(
  request: IncomingMessage,
  response: ServerResponse,
  finishLink: (linkToken: string) => LinkSession,
): Promise<void> {
  const ended = finishLink(await text(request));
  const answer =
    ended.kind === 'linked'
      ? { public_token: ended.publicToken }
      : { error: `the link token is ${ended.kind}` };
  await reply(response, 200, 'application/json', JSON.stringify(answer));
}

function handOn(request: IncomingMessage, response: ServerResponse, appUrl: string): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  return new Promise((resolve, reject) => {
    const passed = send(new URL(url, appUrl), { method, headers }, (answer) => {
      passOn(answer, response).then(resolve, reject);
    });
    passed.once('error', reject);
    request.pipe(passed);
  });
}

async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  const { statusCode = 502, headers } = answer;
  if (headers['content-type']?.includes('html') !== true) {
    response.writeHead(statusCode, headers);
    return pipeline(answer, response);
  }
  const page = (await text(answer)).replaceAll(LINK_SCRIPT, PRACTICE_SCRIPT);
  await reply(response, statusCode, 'text/html; charset=utf-8', page);
}

async function reply(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
): Promise<void> {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

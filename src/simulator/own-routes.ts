import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CallLog } from './call-log.ts';
import type { ItemBook } from './item-book.ts';
import { finishLinkSession } from './link-session.ts';
import { textOf, type JsonObject } from './reply.ts';
import type { World } from './world.ts';

/** Items are turned into text this many at a time, so that API calls in between do not wait long. */
const CHUNK = 200;

/** Answers a route of the simulator's own under `/simulator/`. Returns false when there is none. */
export async function answerOwnRoute(
  request: { readonly method: string; readonly url: string; readonly body: unknown },
  response: ServerResponse,
  world: World,
  log: CallLog,
): Promise<boolean> {
  const [path = '', query = ''] = request.url.split('?');
  switch (`${request.method} ${path}`) {
    case 'GET /simulator/items': {
      const search = new URLSearchParams(query);
      const from = countOf(search.get('from'), 0);
      const limit = countOf(search.get('limit'), world.book.total);
      response.writeHead(200, { 'content-type': 'application/json' });
      // A reader that leaves early is its own business.
      await pipeline(Readable.from(itemsAsJson(world.book, from, limit)), response).catch(() => {});
      return true;
    }
    case 'GET /simulator/calls':
      sendJson(response, 200, {
        ...log.counts(),
        webhooks: world.webhooks?.counts() ?? { delivered: 0, failed: 0 },
      });
      return true;
    case 'POST /simulator/webhooks':
      await fireWebhooks(request.body, response, world);
      return true;
    case 'POST /simulator/link_sessions':
      finishLink(request.body, response, world);
      return true;
    default:
      return false;
  }
}

function finishLink(body: unknown, response: ServerResponse, world: World): void {
  const asked: JsonObject = typeof body === 'object' && body !== null ? { ...body } : {};
  const session = finishLinkSession(textOf(asked, 'link_token'), world);
  if (session.kind === 'linked') sendJson(response, 200, { public_token: session.publicToken });
  else sendJson(response, 409, { error: `the link token is ${session.kind}` });
}

async function fireWebhooks(body: unknown, response: ServerResponse, world: World): Promise<void> {
  const { webhooks } = world;
  if (webhooks === undefined) {
    sendJson(response, 409, { error: 'the simulator was started without --webhook' });
    return;
  }
  const asked: JsonObject = typeof body === 'object' && body !== null ? { ...body } : {};
  const count = typeof asked['count'] === 'number' ? asked['count'] : 1;
  const itemId = textOf(asked, 'item_id');
  const index = itemId === undefined ? asked['index'] : (world.book.indexOfItemId(itemId) ?? -1);
  if (index === undefined) {
    for (let at = 0; at < count; at += 1) await webhooks.sendNext();
  } else if (isIndex(index) && index < world.book.total) {
    await webhooks.sendCycle(index, count);
  } else {
    sendJson(response, 404, { error: 'there is no such Item' });
    return;
  }
  sendJson(response, 200, { ...webhooks.counts() });
}

/** A JSON array of the states of Items, in pieces. */
function* itemsAsJson(book: ItemBook, from: number, limit: number): Generator<string> {
  const end = Math.min(book.total, from + limit);
  yield '[';
  for (let at = from; at < end; at += CHUNK) {
    let piece = at === from ? '\n' : ',\n';
    const last = Math.min(at + CHUNK, end);
    for (let index = at; index < last; index += 1) {
      piece += JSON.stringify(book.state(index)) + (index + 1 < last ? ',\n' : '');
    }
    yield piece;
  }
  yield '\n]\n';
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function countOf(value: string | null, otherwise: number): number {
  return value !== null && /^\d+$/.test(value) ? Number(value) : otherwise;
}

function sendJson(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

import type { IncomingMessage } from 'node:http';
import type { CallLog } from './call-log.ts';
import { checkCredentials } from './credentials.ts';
import { rateLimited, replyWithFault, type FaultChooser } from './faults.ts';
import { checkFields } from './fields.ts';
import {
  invalidRequest,
  isJsonObject,
  notFound,
  outcomeOf,
  textOf,
  type JsonObject,
  type Reply,
} from './reply.ts';
import { routes, UPDATE_VERSION, type Endpoint } from './routes.ts';
import { SlidingSecond } from './sliding-second.ts';
import type { World } from './world.ts';

/** How the API misbehaves. */
export interface ApiSettings {
  readonly latencyMs: number;
  /** Requests in any second above which it answers 429; Infinity for no limit. */
  readonly rateLimit: number;
  readonly chooseFault: FaultChooser;
  /** Whether `update_version` answers NOT_FOUND. */
  readonly routeGone: boolean;
}

/** What to answer, when, and what to do when it has left. */
export interface Handled {
  readonly reply: Reply;
  readonly delayMs: number;
  /** The request's number, from 0. */
  readonly number: number;
  readonly done: () => void;
}

/** Answers one request of the API. `arrivedAt` is in milliseconds that never go back. */
export type ApiHandler = (
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: string,
  arrivedAt: number,
) => Handled;

const nothing = (): void => {};

/** The API of a world, with its limits, faults and counts. */
export function createApiHandler(world: World, log: CallLog, settings: ApiSettings): ApiHandler {
  const admitted = new SlidingSecond();
  let updates = 0;

  return (request, text, arrivedAt) => {
    const path = request.url ?? '';
    const known = request.method === 'POST' ? routes.get(path) : undefined;
    const number = log.arrived(known === undefined ? 'unknown' : path);
    const isUpdate = known !== undefined && path === UPDATE_VERSION;
    const route = isUpdate && settings.routeGone ? undefined : known;
    if (isUpdate) log.updateArrived(arrivedAt);

    const body = parseBody(text);
    const index = isUpdate ? legacyIndexOf(body, world) : undefined;
    if (index !== undefined) {
      world.book.countCall(index);
      log.tokenTaken(index);
    }
    const done = index === undefined ? nothing : () => log.tokenDone(index);
    const handled = (reply: Reply, outcome: string, extraDelayMs = 0): Handled => {
      log.answered(outcome);
      return { reply, delayMs: settings.latencyMs + extraDelayMs, number, done };
    };

    if (admitted.countAt(arrivedAt) >= settings.rateLimit) {
      return handled(rateLimited(), 'RATE_LIMIT');
    }
    if (Number.isFinite(settings.rateLimit)) admitted.add(arrivedAt);

    const work = (): Reply => answer(route, body, request.headers, world);
    if (isUpdate) {
      const updateNumber = updates;
      updates += 1;
      const fault = settings.chooseFault(updateNumber);
      if (fault !== undefined) {
        const faulty = replyWithFault(fault, updateNumber, settings.latencyMs, work);
        return handled(faulty.reply, fault, faulty.extraDelayMs);
      }
    }
    const reply = work();
    return handled(reply, outcomeOf(reply));
  };
}

function answer(
  route: Endpoint | undefined,
  body: JsonObject | undefined,
  headers: IncomingMessage['headers'],
  world: World,
): Reply {
  if (route === undefined) return notFound();
  if (body === undefined) {
    return invalidRequest('INVALID_BODY', 'body could not be parsed as JSON');
  }
  const fields = isOlderClient(headers) ? route.older : route.fields;
  return checkCredentials(body, headers) ?? checkFields(body, fields) ?? route.answer(body, world);
}

/** plaid-node 2 to 8, except where they were told to speak the API's version of today. */
function isOlderClient(headers: IncomingMessage['headers']): boolean {
  return (
    headers['plaid-version'] !== '2020-09-14' &&
    /^Plaid Node v[2-8]\./.test(headers['user-agent'] ?? '')
  );
}

function legacyIndexOf(body: JsonObject | undefined, world: World): number | undefined {
  const token = body === undefined ? undefined : textOf(body, 'access_token_v1');
  return token === undefined ? undefined : world.book.findLegacy(token);
}

function parseBody(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

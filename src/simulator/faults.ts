import { MigrateError, unreachable } from '../core/errors.ts';
import { mix32, mixShare } from './mix.ts';
import { refusal, type Reply } from './reply.ts';

/** The faults an `update_version` request can meet, with what each does. */
export const faultMeanings = {
  'server-error': '500 INTERNAL_SERVER_ERROR, no work done',
  'rate-limit': '429 RATE_LIMIT, half of them with Retry-After: 1, no work done',
  'drop-before': 'the connection is cut, no work done',
  'drop-after': 'the work is done, then the connection is cut without an answer',
  html: '200 with an HTML page instead of JSON, no work done',
  gateway: '502 with an HTML page, no work done',
  slow: 'the answer comes after ten times the latency, at least one second',
  'no-item-id': 'the work is done, the answer lacks item_id',
  maintenance: '503 PLANNED_MAINTENANCE, no work done',
} as const;

/** The name of a fault. */
export type FaultName = keyof typeof faultMeanings;

/** How many of all requests (0 to 1) meet each fault. */
export type FaultShares = ReadonlyMap<FaultName, number>;

/** Which faults the request of a number meets: at most one. */
export type FaultChooser = (requestNumber: number) => FaultName | undefined;

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultMeanings, name);
}

/** Reads `NAME=share` values of `--fault`. A name given twice adds up. */
export function parseFaults(values: readonly string[]): FaultShares {
  const known = Object.keys(faultMeanings).join(', ');
  const shares = new Map<FaultName, number>();
  let sum = 0;
  for (const value of values) {
    const [name = '', given = '', ...rest] = value.split('=');
    if (!isFaultName(name)) {
      throw new MigrateError(`--fault ${JSON.stringify(value)} names no fault.`, {
        hint: `Faults are: ${known}. Give them like --fault server-error=0.02`,
      });
    }
    const share = given.trim() === '' || rest.length > 0 ? Number.NaN : Number(given);
    if (!(share >= 0 && share <= 1)) {
      throw new MigrateError(`--fault ${JSON.stringify(value)} has no share between 0 and 1.`, {
        hint: `Give the share of requests, like --fault ${name}=0.02 for two in a hundred.`,
      });
    }
    shares.set(name, (shares.get(name) ?? 0) + share);
    sum += share;
  }
  if (sum > 1 + 1e-9) {
    throw new MigrateError('The shares of all --fault options add up to more than 1.', {
      hint: 'A request meets at most one fault: lower the shares.',
    });
  }
  return shares;
}

/** A chooser that gives the same faults for the same seed, by request number. */
export function createFaultChooser(shares: FaultShares, seed: number): FaultChooser {
  let sum = 0;
  const limits = [...shares].map(([name, share]) => ({ name, below: (sum += share) }));
  if (limits.length === 0) return () => undefined;
  return (requestNumber) => {
    const value = mixShare(seed ^ 0xfa17, requestNumber);
    for (const limit of limits) if (value < limit.below) return limit.name;
    return undefined;
  };
}

/** 429 of any kind. Source: plaid.com/docs/errors/rate-limit-exceeded. */
export function rateLimited(): Reply & { kind: 'json' } {
  return refusal(
    429,
    'RATE_LIMIT_EXCEEDED',
    'RATE_LIMIT',
    'rate limit exceeded for attempts to access this item. please try again later',
  );
}

/** What a request that meets a fault is answered, and how much later than usual. */
export function replyWithFault(
  fault: FaultName,
  requestNumber: number,
  latencyMs: number,
  work: () => Reply,
): { reply: Reply; extraDelayMs: number } {
  return { reply: faultReply(fault, requestNumber, work), extraDelayMs: extraDelay() };

  function extraDelay(): number {
    return fault === 'slow' ? Math.max(1000, 10 * latencyMs) - latencyMs : 0;
  }
}

function faultReply(fault: FaultName, requestNumber: number, work: () => Reply): Reply {
  switch (fault) {
    case 'server-error':
      return refusal(
        500,
        'API_ERROR',
        'INTERNAL_SERVER_ERROR',
        'an unexpected error occurred. please try again later',
      );
    case 'maintenance':
      return refusal(
        503,
        'API_ERROR',
        'PLANNED_MAINTENANCE',
        'the Plaid API is temporarily unavailable due to planned maintenance. visit https://status.plaid.com/ for more information',
      );
    case 'rate-limit':
      return mix32(0x429, requestNumber) % 2 === 0
        ? rateLimited()
        : { ...rateLimited(), retryAfter: 1 };
    case 'drop-before':
      return { kind: 'drop' };
    case 'drop-after':
      work();
      return { kind: 'drop' };
    case 'html':
      return { kind: 'html', status: 200, html: page('Welcome') };
    case 'gateway':
      return { kind: 'html', status: 502, html: page('502 Bad Gateway') };
    case 'slow':
      return work();
    case 'no-item-id':
      return withoutItemId(work());
    default:
      return unreachable(fault);
  }
}

function withoutItemId(reply: Reply): Reply {
  if (reply.kind !== 'json') return reply;
  const { item_id: _, ...body } = reply.body;
  return { ...reply, body };
}

function page(title: string): string {
  return `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}

import { callerReads } from './caller-reads.ts';
import type { CodeTest } from './code-test.ts';
import { handedReads } from './handed-reads.ts';
import type { HandlerUnit } from './handler-unit.ts';
import { payloadReads } from './payload-reads.ts';
import type { WebhookHandler } from './webhook-handler.ts';

/** In a handler, and beside it. */
type Reads = Required<Pick<WebhookHandler, 'reads' | 'handed'>>;

/** What is read of the payloads that some of its tests are about, in a handler and around it. */
export function readsIn(
  unit: HandlerUnit,
  tests: readonly CodeTest[],
): (some: readonly CodeTest[]) => Reads {
  const known = new Map<string, Reads>();
  return (some) => {
    const keys = keysOf(some);
    const name = [...keys].toSorted().join(' ');
    const before = known.get(name);
    if (before !== undefined) return before;
    const callers = callerReads(unit, some);
    const all = new Set([...keys, ...callers.keys]);
    const found: Reads = {
      reads: payloadReads(unit.node, all, unit.place),
      handed: [...callers.reads, ...handedReads(unit, all, tests)],
    };
    known.set(name, found);
    return found;
  };
}

/** The keys of the payloads that tests are about. */
function keysOf(tests: readonly CodeTest[]): ReadonlySet<string> {
  return new Set(
    tests.flatMap(({ origins }) =>
      origins.flatMap(({ payload, given = [] }) => [
        payload.key,
        ...given.map((each) => each.payload.key),
      ]),
    ),
  );
}

import { contains, holdersByPath, type Holder, type Read } from './holder.ts';
import type { Inventory } from './inventory.ts';
import { ReadIndex } from './read-index.ts';

/** What can go, and who keeps the rest. */
export interface Verdict {
  readonly unused: ReadonlySet<Holder>;
  /** The first place that reads each holder that stays; none for those that nobody reads. */
  readonly keptBy: ReadonlyMap<Holder, Read>;
}

/**
 * Holders that nobody reads but other holders that go. `veto` says who else reads one, once no read of
 * its name is left: asked last, because it is costly.
 */
export function judge(
  { holders, reads }: Inventory,
  veto: (holder: Holder) => Read | undefined,
): Verdict {
  // At first all go; each one that is read stays, and what it reads stays with it.
  const unused = new Set(holders.filter(({ removal }) => removal.kind !== 'by-hand'));
  const index = new ReadIndex(reads);
  const byPath = holdersByPath(holders);
  const keptBy = new Map<Holder, Read>();
  const vetoed = new Set<Holder>();
  for (;;) {
    const kept = [...unused].flatMap((holder) => {
      const read = readerOf(holder) ?? heldBack(holder);
      return read === undefined ? [] : [{ holder, read }];
    });
    for (const { holder, read } of kept) {
      unused.delete(holder);
      keptBy.set(holder, read);
    }
    if (kept.length > 0) continue;
    const late = [...unused].filter((holder) => !vetoed.has(holder));
    if (late.length === 0) break;
    for (const holder of late) {
      vetoed.add(holder);
      const read = veto(holder);
      if (read === undefined) continue;
      unused.delete(holder);
      keptBy.set(holder, read);
    }
  }
  for (const holder of holders) {
    if (unused.has(holder) || keptBy.has(holder)) continue;
    const read = readerOf(holder);
    if (read !== undefined) keptBy.set(holder, read);
  }
  return { unused, keptBy };

  function readerOf(holder: Holder): Read | undefined {
    return index.of(holder.slots).find((read) => !isGone(read) && !isIn(holder, read));
  }

  function isGone(read: Read): boolean {
    const beside = byPath.get(read.path) ?? [];
    return beside.some((holder) => unused.has(holder) && isIn(holder, read));
  }

  /** A type goes with the last value that is of it. */
  function heldBack(holder: Holder): Read | undefined {
    if (holder.kind !== 'type') return undefined;
    const value = holders.find(
      (other) =>
        (other.kind === 'entry' || other.kind === 'answer' || other.kind === 'constant') &&
        !unused.has(other) &&
        other.slots.some((slot) => holder.slots.includes(slot)),
    );
    if (value === undefined) return undefined;
    return { slots: value.slots, path: value.path, range: value.range, by: 'code' };
  }
}

function isIn(holder: Holder, read: Read): boolean {
  return holder.path === read.path && contains(holder.span, read.range);
}

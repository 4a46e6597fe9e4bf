import { contains, type Holder, type Read } from './holder.ts';

/** Who keeps a holder in the end: the client that is made with the constant that reads the variable. */
export function rootReader(holder: Holder, keptBy: ReadonlyMap<Holder, Read>): Read | undefined {
  const seen = new Set<Holder>();
  let read = keptBy.get(holder);
  for (;;) {
    const at = read;
    if (at === undefined || at.by === 'whole') return at;
    const next = [...keptBy.keys()].find(
      (other) => other !== holder && other.path === at.path && contains(other.span, at.range),
    );
    const further = next === undefined || seen.has(next) ? undefined : keptBy.get(next);
    if (next === undefined || further === undefined) return at;
    seen.add(next);
    read = further;
  }
}

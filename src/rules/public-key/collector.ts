import type { KeyName } from './key-name.ts';
import type { Holder, Read, ReaderKind, Removal, Slot } from './holder.ts';
import type { Range } from '../../scan/scanned-file.ts';

/** Why a line of a file that git ignores, or that was not asked for, is as it was. */
export const NOT_ASKED_FOR: Removal = {
  kind: 'by-hand',
  why: 'Git ignores the file, or it was not asked for: plaid-migrate leaves it alone.',
};

/** What was found of the key so far; each holder counts once. */
export class Collector {
  readonly reads: Read[] = [];
  readonly #holders = new Map<string, Holder>();
  readonly #onName: (name: KeyName) => void;
  readonly #isGone: (path: string, range: Range) => boolean;

  constructor(onName: (name: KeyName) => void, isGone: (path: string, range: Range) => boolean) {
    this.#onName = onName;
    this.#isGone = isGone;
  }

  get holders(): readonly Holder[] {
    return [...this.#holders.values()];
  }

  /** Whether this is the first time that somebody asks about a declaration. */
  isNew({ path, range }: Pick<Holder, 'path' | 'range'>): boolean {
    return !this.#holders.has(`${path}:${String(range.start)}`);
  }

  hold(holder: Holder): void {
    if (!this.#isGone(holder.path, holder.range))
      this.#holders.set(`${holder.path}:${String(holder.range.start)}`, holder);
  }

  /** What stands in a file that was not asked for stays, and is said. */
  leaveAlone(path: string): void {
    for (const [key, holder] of this.#holders) {
      if (holder.path === path) this.#holders.set(key, { ...holder, removal: NOT_ASKED_FOR });
    }
  }

  read(path: string, range: Range, slots: readonly Slot[], by: ReaderKind): void {
    if (!this.#isGone(path, range)) this.reads.push({ path, range, slots, by });
  }

  /** Another name under which the key is kept. */
  follow(names: readonly KeyName[]): void {
    for (const name of names) this.#onName(name);
  }
}

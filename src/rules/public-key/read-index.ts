import type { Read, Slot } from './holder.ts';

/** Reads by what they read. */
export class ReadIndex {
  readonly #bySlot = new Map<Slot, Read[]>();

  constructor(reads: readonly Read[]) {
    for (const read of reads) {
      for (const slot of read.slots) {
        const known = this.#bySlot.get(slot);
        if (known === undefined) this.#bySlot.set(slot, [read]);
        else known.push(read);
      }
    }
  }

  /** Every read of one of the slots. */
  of(slots: readonly Slot[]): readonly Read[] {
    return slots.flatMap((slot) => this.#bySlot.get(slot) ?? []);
  }
}

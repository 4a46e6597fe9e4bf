/** Things that wait for a time, soonest first. Times are milliseconds of a monotonic clock. */
export interface WaitingLine<T> {
  add(item: T, dueAt: number): void;
  /** Removes up to `most` items that are due. */
  takeDue(now: number, most: number): T[];
  /** When the next is due; Infinity when none waits. */
  nextDue(): number;
  size(): number;
}

export function createWaitingLine<T>(): WaitingLine<T> {
  const line: { item: T; dueAt: number }[] = [];
  return {
    add(item, dueAt) {
      const later = line.findIndex((waiting) => waiting.dueAt > dueAt);
      line.splice(later === -1 ? line.length : later, 0, { item, dueAt });
    },
    takeDue(now, most) {
      const notDue = line.findIndex((waiting) => waiting.dueAt > now);
      const due = Math.min(most, notDue === -1 ? line.length : notDue);
      return line.splice(0, due).map(({ item }) => item);
    },
    nextDue: () => line[0]?.dueAt ?? Infinity,
    size: () => line.length,
  };
}

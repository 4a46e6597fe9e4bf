const WINDOW_MS = 1000;

/** Counts events in the last second, exactly. Times are milliseconds that never go back. */
export class SlidingSecond {
  #times = new Float64Array(1024);
  #head = 0;
  #size = 0;

  /** Events in the second that ends at `at`. */
  countAt(at: number): number {
    const times = this.#times;
    while (this.#size > 0 && (times[this.#head] ?? 0) <= at - WINDOW_MS) {
      this.#head = (this.#head + 1) % times.length;
      this.#size -= 1;
    }
    return this.#size;
  }

  /** Adds an event and counts the second that ends with it. */
  add(at: number): number {
    this.countAt(at);
    if (this.#size === this.#times.length) this.#grow();
    this.#times[(this.#head + this.#size) % this.#times.length] = at;
    this.#size += 1;
    return this.#size;
  }

  #grow(): void {
    const old = this.#times;
    const times = new Float64Array(old.length * 2);
    times.set(old.subarray(this.#head), 0);
    times.set(old.subarray(0, this.#head), old.length - this.#head);
    this.#times = times;
    this.#head = 0;
  }
}

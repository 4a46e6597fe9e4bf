import { SlidingSecond } from './sliding-second.ts';

/** What `GET /simulator/calls` answers. */
export interface CallCounts {
  /** Requests to the API; the simulator's own routes are not counted. */
  readonly total: number;
  /** Requests by path; paths that do not exist share the name `unknown`. */
  readonly by_route: Readonly<Record<string, number>>;
  /** Answers by fault name, `ok`, or `error_code`. */
  readonly by_outcome: Readonly<Record<string, number>>;
  /** The most `update_version` requests that arrived within one second, wherever it began. */
  readonly most_in_one_second: number;
  /** The most `update_version` requests for one legacy token handled at the same time. */
  readonly most_concurrent_per_token: number;
}

/** Counts what arrives and what is answered. */
export class CallLog {
  #total = 0;
  readonly #byRoute = new Map<string, number>();
  readonly #byOutcome = new Map<string, number>();
  readonly #second = new SlidingSecond();
  #mostInOneSecond = 0;
  readonly #inHand = new Map<number, number>();
  #mostConcurrent = 0;

  /** A request arrived at `route`. Returns its number, from 0. */
  arrived(route: string): number {
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1);
    this.#total += 1;
    return this.#total - 1;
  }

  /** An `update_version` request arrived at `at`, in milliseconds that never go back. */
  updateArrived(at: number): void {
    this.#mostInOneSecond = Math.max(this.#mostInOneSecond, this.#second.add(at));
  }

  answered(outcome: string): void {
    this.#byOutcome.set(outcome, (this.#byOutcome.get(outcome) ?? 0) + 1);
  }

  /** Work on the legacy token of Item `index` begins. */
  tokenTaken(index: number): void {
    const count = (this.#inHand.get(index) ?? 0) + 1;
    this.#inHand.set(index, count);
    this.#mostConcurrent = Math.max(this.#mostConcurrent, count);
  }

  /** Its answer left, or never will. */
  tokenDone(index: number): void {
    const count = (this.#inHand.get(index) ?? 0) - 1;
    if (count > 0) this.#inHand.set(index, count);
    else this.#inHand.delete(index);
  }

  counts(): CallCounts {
    return {
      total: this.#total,
      by_route: Object.fromEntries(this.#byRoute),
      by_outcome: Object.fromEntries(this.#byOutcome),
      most_in_one_second: this.#mostInOneSecond,
      most_concurrent_per_token: this.#mostConcurrent,
    };
  }
}

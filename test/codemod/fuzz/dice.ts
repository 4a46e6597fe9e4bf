/** Choices that follow from a few numbers, so that a failing case can be told and made smaller. */
export class Dice {
  readonly #numbers: readonly number[];
  #throws = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A number from 0 to below `limit`. */
  below(limit: number): number {
    const number = this.#numbers[this.#throws % this.#numbers.length] ?? 0;
    this.#throws += 1;
    return limit <= 0 ? 0 : number % limit;
  }

  /** One of a list; undefined where it is empty. */
  pick<Item>(list: readonly Item[]): Item | undefined {
    return list[this.below(list.length)];
  }

  /** Some of a list, in its order: one, or every so many from one on. */
  some<Item>(list: readonly Item[]): readonly Item[] {
    const first = this.below(list.length);
    const step = this.below(8);
    return list.filter((_, index) =>
      step === 0 ? index === first : index >= first && (index - first) % step === 0,
    );
  }
}

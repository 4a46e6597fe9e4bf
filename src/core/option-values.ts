import { MigrateError } from './errors.ts';

/** Bounds of {@link parseCount}; both ends belong to the range. */
export interface CountRange {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/**
 * A whole number as the user typed it, `range.default` when the option is absent.
 * `name` is the flag with its dashes. Thousands may be separated by `_` or `,`.
 */
export function parseCount(name: string, value: string | undefined, range: CountRange): number {
  if (value === undefined) return range.default;
  const digits = value.trim().replaceAll(/(?<=\d)[_,](?=\d{3})/g, '');
  const count = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
  if (count >= range.min && count <= range.max) return count;
  throw new MigrateError(`${name} ${JSON.stringify(value)} is not a number it can work with.`, {
    hint: `Give a whole number ${describeRange(range)}.`,
  });
}

/** Events per second: a positive number, fractions too, or `unlimited` (Infinity). */
export function parseRate(name: string, value: string): number {
  const trimmed = value.trim();
  if (trimmed === 'unlimited') return Number.POSITIVE_INFINITY;
  const rate = /^(?:\d+(?:\.\d+)?|\.\d+)(?:\/s)?$/.test(trimmed)
    ? Number(trimmed.replace('/s', ''))
    : Number.NaN;
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new MigrateError(`${name} ${JSON.stringify(value)} is not a rate.`, {
    hint: `Give calls per second, like ${name} 50 or ${name} 0.5, or ${name} unlimited.`,
  });
}

/** One of a closed set of words. */
export function parseChoice<const Choice extends string>(
  name: string,
  value: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new MigrateError(`${name} cannot be ${JSON.stringify(value)}.`, {
    hint: `Give one of: ${choices.join(', ')}.`,
  });
}

function describeRange({ min, max }: CountRange): string {
  return max >= Number.MAX_SAFE_INTEGER
    ? `of at least ${String(min)}`
    : `from ${String(min)} to ${String(max)}`;
}

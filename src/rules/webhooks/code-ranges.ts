import { webhookCodes } from '../../plaid/webhook-codes.ts';
import { legacyWebhooks } from '../../plaid/webhooks.ts';
import { HIGHEST_LEGACY_CODE } from './webhook-handler.ts';

/** What a test takes: numbers from one to another, or one text. */
export type Taken =
  | { readonly kind: 'numbers'; readonly from: number; readonly to: number }
  | { readonly kind: 'text'; readonly text: string };

/** The signs of comparisons, seen from the side of the code. */
export type Comparison = '=' | '<' | '<=' | '>' | '>=';

/** What `code <sign> value` takes; `step` is 100 for `Math.floor(code / 100)`. */
export function takenBy(sign: Comparison, value: number | string, step = 1): Taken | undefined {
  const number = typeof value === 'number' ? value : numberIn(value);
  if (number === undefined) {
    return sign === '=' && typeof value === 'string' && value !== ''
      ? { kind: 'text', text: value }
      : undefined;
  }
  if (!Number.isInteger(number) || number < 0 || number > HIGHEST_LEGACY_CODE) return undefined;
  const first = number * step;
  switch (sign) {
    case '=':
      return numbers(first, first + step - 1);
    case '<':
      return number === 0 ? undefined : numbers(0, first - 1);
    case '<=':
      return numbers(0, first + step - 1);
    case '>':
      return numbers(first + step, HIGHEST_LEGACY_CODE);
    case '>=':
      return numbers(first, HIGHEST_LEGACY_CODE);
  }
}

function numbers(from: number, to: number): Taken {
  return { kind: 'numbers', from, to };
}

/** Whether what is taken may be of a webhook, or says by its number that it is of something else. */
export function isWorthALook(taken: Taken, subject: string): boolean {
  if (taken.kind === 'text') return /^[A-Z][A-Z_]{2,}|^[a-z_]+$/.test(taken.text);
  if (subject.endsWith('.length')) return false;
  return isLegacyNumber(taken.from, taken.to) || /code\W*$/i.test(subject);
}

/** Numbers that legacy webhooks had. */
export function isLegacyNumber(from: number, to: number): boolean {
  if (from <= 4 || from === 10 || from === 20) return from === to || from <= 4 || to >= 1000;
  return from >= 1000 && (to <= 2002 || to === HIGHEST_LEGACY_CODE || to < 3000);
}

/** `'1205'` is a code, too. */
function numberIn(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/** What both take; undefined for texts and where nothing is left. */
export function both(one: Taken, other: Taken): Taken | undefined {
  if (one.kind === 'text' || other.kind === 'text') return undefined;
  const from = Math.max(one.from, other.from);
  const to = Math.min(one.to, other.to);
  return from > to ? undefined : numbers(from, to);
}

/** What starts with digits: `12` of `String(code).startsWith('12')`. */
export function takenByStart(start: string): Taken | undefined {
  if (!/^[1-9]\d{0,3}$/.test(start)) return undefined;
  const step = 10 ** (4 - start.length);
  return numbers(Number(start) * step, Number(start) * step + step - 1);
}

/** More than these are a check for well-formed input. */
const MOST_NAMES = 8;

/** What a regular expression takes of the codes there are. */
export function takenByPattern(source: string, flags: string): readonly Taken[] {
  // What tries every way to split a text is not run.
  if (/[+*}]\)[+*{]/.test(source)) return [];
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, flags.replaceAll(/[gy]/g, ''));
  } catch {
    return [];
  }
  const matching = codes.filter((code) => pattern.test(String(code)));
  if (matching.length > 0 && matching.length < codes.length / 2) {
    const few = matching.filter((code) => code < FIRST_ERROR);
    const errors = matching.filter((code) => code >= FIRST_ERROR);
    const [first] = errors;
    const range = first === undefined ? [] : [numbers(first, errors.at(-1) ?? first)];
    return [...few.map((code) => numbers(code, code)), ...range];
  }
  const named = names.filter((name) => pattern.test(name));
  return named.length > MOST_NAMES ? [] : named.map((text) => ({ kind: 'text', text }));
}

/** Below are the few codes that are no errors. */
const FIRST_ERROR = 1000;
const codes: readonly number[] = [
  ...legacyWebhooks.flatMap(({ code }) => (typeof code === 'number' ? [code] : [])),
  ...Array.from({ length: 2000 }, (_, code) => FIRST_ERROR + code),
];
const names = [...new Set(Object.values(webhookCodes).flat())];

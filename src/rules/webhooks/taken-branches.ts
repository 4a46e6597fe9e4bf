import { isWebhookType, joinedWebhookName, typesOfWebhookCode } from '../../plaid/webhook-codes.ts';
import type { Range } from '../../scan/scanned-file.ts';
import { contains, rangeOf, type CodeTest } from './code-test.ts';
import type { BranchMatch } from './webhook-handler.ts';

/** Names of the legacy field. A payload may have others: `status_code`, `country_code`. */
const LEGACY_FIELD = /^(?:(?:plaid|webhook|hook|event|update|legacy)_)?code$/;

/** Whether a test is one of legacy codes, as far as it goes by itself. */
export function isOfLegacyCode({ origins, takes }: CodeTest): boolean {
  return (
    takes.some(({ kind }) => kind === 'numbers') &&
    origins.some(({ field }) => LEGACY_FIELD.test(field))
  );
}

/** Whether a test is of `webhook_type`. */
export function isOfType({ origins }: CodeTest): boolean {
  return origins.some(({ field }) => field === 'webhook_type');
}

/** Whether a test is of `webhook_code`. */
export function isOfCode({ origins }: CodeTest): boolean {
  return origins.some(({ field }) => field === 'webhook_code');
}

/** By what the type of a code is told. */
export interface TypeContext {
  /** The tests of the type in the same handler. */
  readonly tests: readonly CodeTest[];
  /** The type with which alone other code calls the handler. */
  readonly outer: string | undefined;
}

/** What a test takes, in the words of a handler. */
export function matchesOf(test: CodeTest, types: TypeContext): readonly BranchMatch[] {
  return test.takes.flatMap((taken): BranchMatch[] => {
    if (taken.kind === 'numbers') {
      return isOfLegacyCode(test) ? [{ format: 'legacy', from: taken.from, to: taken.to }] : [];
    }
    const joined = joinedWebhookName(taken.text);
    if (joined !== undefined) return [{ format: 'new', ...joined }];
    const upper = taken.text.toUpperCase();
    if (isOfType(test) || (!isOfCode(test) && isWebhookType(taken.text))) {
      if (typesOfWebhookCode(taken.text).length === 0) return [{ format: 'new-type', type: upper }];
    }
    if (!/^[A-Z][A-Z0-9_]*$/.test(upper)) return [];
    return [
      { format: 'new', type: typeAt(rangeOf(test.node), types.tests) ?? types.outer, code: upper },
    ];
  });
}

/** The type that alone arrives at a place; undefined where several may. */
export function typeAt(place: Range, types: readonly CodeTest[]): string | undefined {
  const around = types.flatMap(({ scopes, node, takes }) => {
    const isItself = contains(place, rangeOf(node)) && contains(rangeOf(node), place);
    const own = isItself ? [] : scopes.filter((scope) => contains(scope, place));
    return own.map(({ start }) => ({ start, takes }));
  });
  const innermost = Math.max(...around.map(({ start }) => start));
  const names = new Set(
    around
      .filter(({ start }) => start === innermost)
      .flatMap(({ takes }) =>
        takes.flatMap((taken) => (taken.kind === 'text' ? [taken.text] : [])),
      ),
  );
  const [only] = names;
  return names.size === 1 && only !== undefined ? only.toUpperCase() : undefined;
}

import { isWebhookType, joinedWebhookName, typesOfWebhookCode } from '../../plaid/webhook-codes.ts';
import { rangeOf, type CodeTest } from './code-test.ts';
import { LEGACY_FIELD } from './field-origin.ts';
import type { TypeScopes } from './type-scopes.ts';
import type { BranchMatch } from './webhook-handler.ts';

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
  /** What the tests of the type in the same handler say. */
  readonly scopes: TypeScopes;
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
      { format: 'new', type: types.scopes.at(rangeOf(test.node)) ?? types.outer, code: upper },
    ];
  });
}

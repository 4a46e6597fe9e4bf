import type { Range } from '../../scan/scanned-file.ts';

/**
 * A place that takes Plaid's webhooks, in whatever language: a route with the code that tells them apart,
 * or that code alone where it is a function of its own.
 */
export interface WebhookHandler {
  readonly path: string;
  /** The route or function, as narrow as it can be told. */
  readonly range: Range;
  /** In source order. */
  readonly branches: readonly WebhookBranch[];
  /** Fields of the payload that are read, in source order. */
  readonly reads: readonly PayloadRead[];
  /** What is read of the payload by functions that it hands that, and by those that hand it the code. */
  readonly handed?: readonly HandedReads[];
  /** Something is done with whatever no branch takes (`default`, `else`). */
  readonly takesOthers: boolean;
  /** The header `Plaid-Verification` is looked at, here or in what stands in front of it. */
  readonly verifies: boolean;
  /** `logs` and `stores`: the payload is only written somewhere, whatever it says. */
  readonly does: 'handles' | 'logs' | 'stores';
  /** The path the route answers at, where it can be told: `/plaid/webhook`. */
  readonly route?: string;
  /** Other code hands it the payload: another handler, which is listed too, a queue, a table. */
  readonly inner?: true;
  /** It hands what came in to code that tells webhooks apart, which is listed too. */
  readonly handsOn?: true;
  /** Today's format is taken by other code, which stands beside a handler of the legacy one. */
  readonly besideNew?: true;
  /** Where a handler of the legacy format tells webhooks apart, and what tells both formats apart there. */
  readonly bothFormats?: Suggestion;
}

/** Code for a person to write in place of a range. */
export interface Suggestion {
  readonly range: Range;
  readonly code: string;
}

/** A branch of a handler, and what it takes. */
export interface WebhookBranch {
  /** What the finding points at: the `case`, the comparison, the entry of a table. */
  readonly range: Range;
  readonly takes: BranchMatch;
  /** For a legacy code, the branch that takes its name in both formats; in place of `range`. */
  readonly instead?: string;
}

/** What a branch takes. */
export type BranchMatch =
  /** Numeric codes of the legacy format; one alone is a range of one (`from` = `to`). */
  | { readonly format: 'legacy'; readonly from: number; readonly to: number }
  /** `type` undefined: not told apart, or not told by the code. */
  | { readonly format: 'new'; readonly type: string | undefined; readonly code: string }
  /** `webhook_type` alone: every code of the type, unless `passedOn` to code that tells them apart. */
  | { readonly format: 'new-type'; readonly type: string; readonly passedOn?: true };

/** A read of a field of the payload (`access_token`, `item_id`, …). */
export interface PayloadRead {
  readonly field: string;
  readonly range: Range;
}

/** What a function beside a handler reads of the same payload, in source order. */
export interface HandedReads {
  readonly path: string;
  readonly reads: readonly PayloadRead[];
}

/** Beyond it no error code of the legacy format is known. */
export const HIGHEST_LEGACY_CODE = 9999;

/** What formats a handler knows; `none`: it tells nothing apart. */
export type HandledFormats = 'legacy' | 'both' | 'new' | 'none';

/** What formats a handler knows, by its branches and by what stands beside it. */
export function formatsOf({ branches, besideNew }: WebhookHandler): HandledFormats {
  const legacy = branches.some(({ takes }) => takes.format === 'legacy');
  const current = branches.some(({ takes }) => takes.format !== 'legacy');
  if (legacy) return current || besideNew === true ? 'both' : 'legacy';
  return current ? 'new' : 'none';
}

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
  /** Something is done with whatever no branch takes (`default`, `else`). */
  readonly takesOthers: boolean;
  /** The header `Plaid-Verification` is looked at, here or in what stands in front of it. */
  readonly verifies: boolean;
  /** `logs` and `stores`: the payload is only written somewhere, whatever it says. */
  readonly does: 'handles' | 'logs' | 'stores';
  /** The path the route answers at, where it can be told: `/plaid/webhook`. */
  readonly route?: string;
}

/** A branch of a handler, and what it takes. */
export interface WebhookBranch {
  /** What the finding points at: the `case`, the comparison, the entry of a table. */
  readonly range: Range;
  readonly takes: BranchMatch;
}

/** What a branch takes. */
export type BranchMatch =
  /** Numeric codes of the legacy format; one alone is a range of one (`from` = `to`). */
  | { readonly format: 'legacy'; readonly from: number; readonly to: number }
  /** `type` undefined: not told apart, or not told by the code. */
  | { readonly format: 'new'; readonly type: string | undefined; readonly code: string }
  /** `webhook_type` alone: every code of the type. */
  | { readonly format: 'new-type'; readonly type: string };

/** A read of a field of the payload (`access_token`, `item_id`, …). */
export interface PayloadRead {
  readonly field: string;
  readonly range: Range;
}

/** What formats a handler knows; `none`: it tells nothing apart. */
export type HandledFormats = 'legacy' | 'both' | 'new' | 'none';

/** What formats a handler knows, by its branches. */
export function formatsOf({ branches }: WebhookHandler): HandledFormats {
  const legacy = branches.some(({ takes }) => takes.format === 'legacy');
  const current = branches.some(({ takes }) => takes.format !== 'legacy');
  if (legacy) return current ? 'both' : 'legacy';
  return current ? 'new' : 'none';
}

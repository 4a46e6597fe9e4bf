import type { ForeignCode } from '../../languages/foreign-code.ts';
import type { CodeLiteral } from './code-literals.ts';
import type { CodeExpression } from './code-expression.ts';

/** A place that tells a code apart, before it is known what its handler is. */
export interface FoundBranch {
  readonly start: number;
  readonly end: number;
  readonly field: CodeExpression['field'];
  readonly literal: CodeLiteral;
  /** Where a range of codes begins at the literal and ends here. */
  readonly upTo?: number;
  /** `webhook_type`, where it is told beside the code: `("ITEM", "ERROR")`. */
  readonly type?: string;
}

/** What looking at an expression gave. */
export interface Told {
  readonly branches: readonly FoundBranch[];
  /** Whatever no branch takes is taken, too. */
  readonly takesOthers: boolean;
}

/** Everything that places need to be told. */
export interface TellingCode {
  readonly code: ForeignCode;
  readonly constants: ReadonlyMap<string, CodeLiteral>;
}

/** A branch at the tokens from one index to another, both included. */
export function branchAt(
  from: number,
  to: number,
  field: FoundBranch['field'],
  literal: CodeLiteral,
  { tokens }: ForeignCode,
): FoundBranch {
  const start = tokens[from]?.start ?? 0;
  return { start, end: tokens[to]?.end ?? start, field, literal };
}

/** Whether a literal can be what an expression holds: numbers are never a `webhook_code`. */
export function fits(field: FoundBranch['field'], literal: CodeLiteral): boolean {
  if (field === 'webhook_type') return literal.kind === 'type';
  if (field === 'webhook_code') return literal.kind === 'new';
  return literal.kind !== 'type';
}

/** As `fits`, for literals; and types may stand beside any code. */
export function isFor(field: FoundBranch['field']): (literal: CodeLiteral) => boolean {
  return (literal) => literal.kind === 'type' || fits(field, literal);
}

export const nothing: Told = { branches: [], takesOthers: false };

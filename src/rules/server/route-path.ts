import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';

/** The path in a literal; `otherwise` where it is computed, and then paths need no slash. */
export function pathText(node: ts.Node, otherwise?: string): string | undefined {
  const inner = bare(node);
  if (!ts.isStringLiteralLike(inner)) return otherwise === undefined ? undefined : otherwise;
  return otherwise !== undefined || inner.text.startsWith('/') ? inner.text : undefined;
}

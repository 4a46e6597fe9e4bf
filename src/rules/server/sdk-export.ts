import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { packageExport } from '../package-export.ts';

const MODULE = 'plaid';

/** Longer chains of renames than anybody writes. */
const LONGEST_CHAIN = 6;

/**
 * The export of the package `plaid` that a name or a member stands for: `Client` for `plaid.Client`,
 * however it was imported; `*` or `default` for the whole. Undefined for everything else.
 */
export function sdkExport(
  node: ts.Node,
  place: CodePlace,
  left = LONGEST_CHAIN,
): string | undefined {
  const inner = bare(node);
  if (left === 0) return undefined;
  const binding = bindingOf(inner, place.script);
  if (binding?.kind === 'import') {
    const found = packageExport(binding, place);
    return found?.module === MODULE ? found.name : undefined;
  }
  // Before 9 the package was one object, and so its own default export.
  const name = memberName(inner);
  if (name !== undefined && 'expression' in inner) return memberOf(inner.expression, name, left);
  if (ts.isQualifiedName(inner)) return memberOf(inner.left, inner.right.text, left);
  return binding?.kind === 'declared' ? ofDeclared(binding.node) : undefined;

  function memberOf(object: unknown, member: string, depth: number): string | undefined {
    if (!isNode(object)) return undefined;
    const whole = sdkExport(object, place, depth - 1);
    return whole === '*' || whole === 'default' ? member : undefined;
  }

  function ofDeclared(declared: ts.Declaration): string | undefined {
    if (ts.isVariableDeclaration(declared) && declared.initializer !== undefined) {
      return sdkExport(declared.initializer, place, left - 1);
    }
    if (!ts.isBindingElement(declared)) return undefined;
    const variable = declared.parent.parent;
    const key = declared.propertyName ?? declared.name;
    if (!ts.isVariableDeclaration(variable) || !ts.isIdentifier(key)) return undefined;
    return variable.initializer === undefined
      ? undefined
      : memberOf(variable.initializer, key.text, left);
  }
}

/** Whether a type is an export of the package: `plaid.Client`, `Client`. */
export function isSdkType(
  type: ts.TypeNode | undefined,
  wanted: string,
  place: CodePlace,
): boolean {
  if (type === undefined) return false;
  if (ts.isUnionTypeNode(type)) return type.types.some((each) => isSdkType(each, wanted, place));
  return ts.isTypeReferenceNode(type) && sdkExport(type.typeName, place) === wanted;
}

function isNode(value: unknown): value is ts.Node {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

import { ts } from 'ts-morph';
import { bindingOf } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { ConfigEntry } from '../options/link-config.ts';
import type { Token } from '../link-token-use.ts';
import type { FileEdit } from '../rule.ts';

const TYPES: ReadonlySet<string> = new Set([
  'PlaidLinkOptions',
  'PlaidLinkOptionsWithPublicKey',
  'PlaidLinkPropTypes',
]);

/**
 * The types of react-plaid-link that say of options in this script what is true of them no more: with a
 * public_key, or with a token where it is fetched elsewhere.
 */
export function staleOptionTypes(
  entries: readonly ConfigEntry[],
  token: Token,
  place: CodePlace,
): readonly ts.TypeReferenceNode[] {
  const literals = new Set<ts.Node>();
  for (const { node, place: own } of entries) {
    if (own.script === place.script && ts.isObjectLiteralExpression(node.parent)) {
      literals.add(node.parent);
    }
  }
  const types = [...literals]
    .flatMap((each) => typesOf(each))
    .filter((type) => {
      const name = typeName(type, place);
      if (name === undefined) return false;
      return token.kind !== 'always' || name === 'PlaidLinkOptionsWithPublicKey';
    });
  return [...new Set(types)];
}

/** Types that follow from what is called with the options, so that they need no import. */
export function followingTypes(
  types: readonly ts.TypeReferenceNode[],
  called: string,
  place: CodePlace,
): FileEdit[] {
  return types.map((type) => ({
    path: place.file.path,
    start: type.getStart(place.script.source),
    end: type.end,
    text: `Parameters<typeof ${called}>[0]`,
  }));
}

function typeName(type: ts.TypeReferenceNode, { script }: CodePlace): string | undefined {
  const name = ts.isQualifiedName(type.typeName) ? type.typeName.left : type.typeName;
  const binding = bindingOf(name, script);
  if (binding?.kind !== 'import' || binding.module !== 'react-plaid-link') return undefined;
  const found = ts.isQualifiedName(type.typeName) ? type.typeName.right.text : binding.name;
  return TYPES.has(found) ? found : undefined;
}

/** `const options: T = {}`, `{} satisfies T`, `useMemo<T>(() => ({}))`, `(): T => ({})`. */
function typesOf(literal: ts.Node): ts.TypeReferenceNode[] {
  const types: ts.TypeNode[] = [];
  let inner = literal;
  for (let node = literal.parent; node !== undefined; inner = node, node = node.parent) {
    if (ts.isSatisfiesExpression(node)) types.push(node.type);
    else if (ts.isVariableDeclaration(node)) {
      if (node.type !== undefined) types.push(node.type);
      break;
    } else if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      if (node.type !== undefined) types.push(node.type);
    } else if (ts.isCallExpression(node)) {
      if (node.expression === inner) break;
      types.push(...(node.typeArguments ?? []));
    } else if (!ts.isParenthesizedExpression(node) && !ts.isAsExpression(node) && !isReturn(node)) {
      break;
    }
  }
  return types.filter(ts.isTypeReferenceNode);
}

function isReturn(node: ts.Node): boolean {
  return ts.isReturnStatement(node) || ts.isBlock(node);
}

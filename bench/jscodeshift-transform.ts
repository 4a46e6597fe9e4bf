// What one would write to begin with: options that Link takes no more go, a token comes. It knows none
// of the timing, and asks nothing. Loaded by jscodeshift, which is not installed here: hence the types.

interface Named {
  readonly name?: string;
}
interface Property {
  readonly key?: Named;
  readonly name?: Named;
}
interface Node {
  readonly callee?: Named & { readonly property?: Named };
  readonly name?: Named;
  arguments?: { properties?: Property[] }[];
  attributes?: Property[];
}
interface Collection {
  find(type: unknown): Collection;
  forEach(visit: (path: { readonly node: Node }) => void): Collection;
  toSource(): string;
}
interface Builders {
  (source: string): Collection;
  readonly CallExpression: unknown;
  readonly JSXOpeningElement: unknown;
  identifier(name: string): Named;
  jsxIdentifier(name: string): Named;
  jsxExpressionContainer(expression: unknown): unknown;
  property(kind: 'init', key: Named, value: unknown): Property;
  jsxAttribute(name: Named, value: unknown): Property;
}

const KEPT = new Set(['onSuccess', 'onExit', 'onEvent', 'onLoad', 'token']);

export const parser = 'tsx';

export default function transform(
  file: { readonly source: string },
  { jscodeshift: j }: { readonly jscodeshift: Builders },
): string | undefined {
  let found = false;
  const tree = j(file.source);
  tree.find(j.CallExpression).forEach(({ node }) => {
    const isCreate = node.callee?.property?.name === 'create';
    const options = node.arguments?.[0];
    if ((!isCreate && node.callee?.name !== 'usePlaidLink') || !options?.properties) return;
    found = true;
    options.properties = options.properties.filter(({ key }) => KEPT.has(key?.name ?? ''));
    options.properties.push(j.property('init', j.identifier('token'), j.identifier('linkToken')));
  });
  tree.find(j.JSXOpeningElement).forEach(({ node }) => {
    if (node.name?.name !== 'PlaidLink' || !node.attributes) return;
    found = true;
    const token = j.jsxExpressionContainer(j.identifier('linkToken'));
    node.attributes = node.attributes.filter(({ name }) => KEPT.has(name?.name ?? ''));
    node.attributes.push(j.jsxAttribute(j.jsxIdentifier('token'), token));
  });
  return found ? tree.toSource() : undefined;
}

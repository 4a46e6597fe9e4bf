import { ts } from 'ts-morph';
import { bindingOf } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import { readLinkConfig, type LinkConfig } from './link-config.ts';
import { isLegacy } from './link-create.ts';
import { packageExport } from './package-export.ts';
import { readLinkAttributes } from './react-attributes.ts';

/** A place where a React app opens Link with a public_key. */
export type ReactLinkUse = {
  readonly place: CodePlace;
  readonly config: LinkConfig;
  /** What it names: usePlaidLink or PlaidLink, under whatever name. */
  readonly name: ts.Expression | ts.JsxTagNameExpression;
} & (
  | { readonly kind: 'hook'; readonly node: ts.CallExpression }
  | { readonly kind: 'component'; readonly node: ts.JsxOpeningLikeElement }
  /** `React.createElement(PlaidLink, { publicKey })` */
  | { readonly kind: 'element'; readonly node: ts.CallExpression }
);

const MODULE = 'react-plaid-link';

/** Every use of react-plaid-link in the script with options that only a public_key integration has. */
export function reactLinkUses(place: CodePlace): readonly ReactLinkUse[] {
  const uses: ReactLinkUse[] = [];
  const visit = (node: ts.Node): void => {
    const use = useAt(node, place);
    if (use !== undefined && isLegacy(use.config)) uses.push(use);
    ts.forEachChild(node, visit);
  };
  visit(place.script.source);
  return uses;
}

function useAt(node: ts.Node, place: CodePlace): ReactLinkUse | undefined {
  if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) {
    const name = node.tagName;
    if (exportAt(name, place) !== 'PlaidLink') return undefined;
    return { kind: 'component', node, name, place, config: readLinkAttributes(node, place) };
  }
  if (!ts.isCallExpression(node)) return undefined;
  const [first, second] = node.arguments;
  if (first === undefined) return undefined;
  if (exportAt(node.expression, place) === 'usePlaidLink') {
    const config = readLinkConfig(first, place);
    return { kind: 'hook', node, name: node.expression, place, config };
  }
  const isElement = /(^|\.)createElement$/.test(node.expression.getText(place.script.source));
  if (!isElement || second === undefined || exportAt(first, place) !== 'PlaidLink')
    return undefined;
  return { kind: 'element', node, name: first, place, config: readLinkConfig(second, place) };
}

/** Before 2.0 the default export, and all there was, was the component. */
function exportAt(name: ts.Node, place: CodePlace): 'PlaidLink' | 'usePlaidLink' | undefined {
  const binding = bindingOf(name, place.script);
  const found = binding?.kind === 'import' ? packageExport(binding, place) : undefined;
  if (found?.module !== MODULE) return undefined;
  if (found.name === 'usePlaidLink') return 'usePlaidLink';
  return ['PlaidLink', 'default', '*'].includes(found.name) ? 'PlaidLink' : undefined;
}

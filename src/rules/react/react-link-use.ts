import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { bindingOf } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import type { ConfigEntry, LinkConfig } from '../options/link-config.ts';
import { packageExport } from '../package-export.ts';

/** A place where a React app opens Link with a public_key. */
export type ReactLinkUse = {
  readonly place: CodePlace;
  readonly config: LinkConfig;
  /** The hook or component it names, under whatever name. */
  readonly name: ts.Expression | ts.JsxTagNameExpression;
} & (
  | { readonly kind: 'hook'; readonly node: ts.CallExpression }
  | {
      readonly kind: 'component';
      readonly node: ts.JsxOpeningLikeElement;
      /** All of its attributes, options or not. */
      readonly attributes: readonly ConfigEntry[];
    }
  /** `React.createElement(PlaidLink, { publicKey })` */
  | { readonly kind: 'element'; readonly node: ts.CallExpression }
);

/** An element, or a call that may make one or be a hook. */
export type ReactNode = ts.JsxOpeningLikeElement | ts.CallExpression;

/** Every one in a script. */
export function reactNodesIn(source: ts.SourceFile): readonly ReactNode[] {
  return nodesIn(
    source,
    [
      ts.SyntaxKind.CallExpression,
      ts.SyntaxKind.JsxOpeningElement,
      ts.SyntaxKind.JsxSelfClosingElement,
    ],
    isReactNode,
  );
}

function isReactNode(node: ts.Node): node is ReactNode {
  return ts.isCallExpression(node) || ts.isJsxOpeningLikeElement(node);
}

/** What `name` is among the exports of a package, also through files of the app that pass it on. */
export function exportOfPackage(
  name: ts.Node,
  module: string,
  place: CodePlace,
): string | undefined {
  const binding = bindingOf(name, place.script);
  const found = binding?.kind === 'import' ? packageExport(binding, place) : undefined;
  return found?.module === module ? found.name : undefined;
}

/** The tag of an element, or what `createElement` is called with. */
export function elementNameOf(
  node: ReactNode,
): ts.Expression | ts.JsxTagNameExpression | undefined {
  if (!ts.isCallExpression(node)) return node.tagName;
  return isCreation(node) ? node.arguments[0] : undefined;
}

/** `createElement(…)`, `React.createElement(…)` */
export function isCreation({ expression }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) && name.text === 'createElement';
}

/** A token and no key: somebody was here before. */
export function isMigrated({ entries }: LinkConfig): boolean {
  const names = new Set(entries.map(({ option }) => findLegacyLinkOption(option)?.name));
  return names.has('token') && !names.has('key');
}

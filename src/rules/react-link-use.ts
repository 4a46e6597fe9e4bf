import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../plaid/link-options.ts';
import { bindingOf } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import type { ConfigEntry, LinkConfig } from './link-config.ts';
import { packageExport } from './package-export.ts';

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

/** Every use in the script that `read` makes one of. */
export function reactLinkUses(
  place: CodePlace,
  read: (node: ts.Node) => ReactLinkUse | undefined,
): readonly ReactLinkUse[] {
  const uses: ReactLinkUse[] = [];
  const visit = (node: ts.Node): void => {
    const use = read(node);
    if (use !== undefined) uses.push(use);
    ts.forEachChild(node, visit);
  };
  visit(place.script.source);
  return uses;
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
  node: ts.Node,
  place: CodePlace,
): ts.Expression | ts.JsxTagNameExpression | undefined {
  if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) return node.tagName;
  const isCreation =
    ts.isCallExpression(node) &&
    /(^|\.)createElement$/.test(node.expression.getText(place.script.source));
  return isCreation ? node.arguments[0] : undefined;
}

/** A token and no key: somebody was here before. */
export function isMigrated({ entries }: LinkConfig): boolean {
  const names = new Set(entries.map(({ option }) => findLegacyLinkOption(option)?.name));
  return names.has('token') && !names.has('key');
}

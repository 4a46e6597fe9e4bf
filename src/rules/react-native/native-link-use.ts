import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { readLinkConfig, type ConfigEntry, type LinkConfig } from '../options/link-config.ts';
import { readLinkAttributes } from '../react/react-attributes.ts';
import {
  elementNameOf,
  exportOfPackage,
  reactNodesIn,
  type ReactNode,
} from '../react/react-link-use.ts';
import { SDK } from './native-link-api.ts';

/** A place where a React Native app opens Link with a public_key. */
export interface NativeLinkUse {
  readonly kind: 'component' | 'call';
  readonly node: ts.JsxOpeningLikeElement | ts.CallExpression;
  /** The component or function, under whatever name. */
  readonly name: ts.Expression | ts.JsxTagNameExpression;
  readonly place: CodePlace;
  /** Every option, those within `publicKeyConfig` among them. */
  readonly config: LinkConfig;
  /** What holds the options that stand side by side with the callbacks. */
  readonly outer: LinkConfig;
  /** `publicKeyConfig`, since version 7. */
  readonly nested: ConfigEntry | undefined;
  /** `tokenConfig`, where the same use has one, too. */
  readonly besides: ConfigEntry | undefined;
}

/** Every use in a script. */
export function nativeLinkUses(place: CodePlace): readonly NativeLinkUse[] {
  return reactNodesIn(place.script.source)
    .flatMap((node) => useAt(node, place) ?? [])
    .filter(({ config }) => hasKey(config) || hidesKey(config));
}

/** Options that cannot be followed have a public_key among them: `const options = token ? { … } : { … };` */
export function hidesKey(config: LinkConfig): boolean {
  return (
    !hasKey(config) &&
    config.unknown.some(({ node, place }) => {
      const found = ts.isExpression(node) ? definitionOf(node, place) : undefined;
      return (
        found !== undefined && /\bpublicKey(?:Config)?['"]?\s*[:,}]/.test(found.node.getText())
      );
    })
  );
}

function useAt(node: ReactNode, place: CodePlace): NativeLinkUse | undefined {
  if (!ts.isCallExpression(node)) {
    const found = exportOfPackage(node.tagName, SDK, place);
    if (!['PlaidLink', 'default', '*'].includes(found ?? '')) return undefined;
    const outer = readLinkAttributes(node, place);
    return { kind: 'component', node, name: node.tagName, place, ...split(outer) };
  }
  const element = elementNameOf(node);
  if (element !== undefined) return elementAt(node, element, place);
  const [options] = node.arguments;
  const name = node.expression;
  if (options === undefined || exportOfPackage(name, SDK, place) !== 'openLink') return undefined;
  return { kind: 'call', node, name, place, ...split(readLinkConfig(options, place)) };
}

/** `createElement(PlaidLink, { publicKeyConfig }, …)` */
function elementAt(
  node: ts.CallExpression,
  name: ts.Expression | ts.JsxTagNameExpression,
  place: CodePlace,
): NativeLinkUse | undefined {
  const options = node.arguments[1];
  if (options === undefined) return undefined;
  const found = exportOfPackage(name, SDK, place);
  if (!['PlaidLink', 'default', '*'].includes(found ?? '')) return undefined;
  return { kind: 'component', node, name, place, ...split(readLinkConfig(options, place)) };
}

function split(outer: LinkConfig): Pick<NativeLinkUse, 'config' | 'outer' | 'nested' | 'besides'> {
  const nested = outer.entries.find(({ option }) => option === 'publicKeyConfig');
  const besides = outer.entries.find(({ option }) => option === 'tokenConfig');
  if (nested?.value === undefined) return { config: outer, outer, nested: undefined, besides };
  const inner = readLinkConfig(nested.value, nested.place);
  return {
    outer,
    nested,
    besides,
    config: {
      entries: [...outer.entries.filter((each) => each !== nested), ...inner.entries],
      unknown: [...outer.unknown, ...inner.unknown],
      readElsewhere: new Set([...outer.readElsewhere, ...inner.readElsewhere]),
    },
  };
}

function hasKey({ entries }: LinkConfig): boolean {
  return entries.some(({ option }) => findLegacyLinkOption(option)?.name === 'key');
}

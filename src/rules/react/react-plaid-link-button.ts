import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { readLinkConfig } from '../options/link-config.ts';
import { readLinkAttributes } from './react-attributes.ts';
import {
  elementNameOf,
  exportOfPackage,
  isMigrated,
  reactNodesIn,
  type ReactNode,
  type ReactLinkUse,
} from './react-link-use.ts';
import type { ReactKind } from './react-site.ts';
import { reactSites } from './react-sites.ts';
import type { Rule } from '../rule.ts';

const kind: ReactKind = {
  rule: 'react-plaid-link-button',
  module: 'react-plaid-link-button',
  component: 'PlaidLinkButton',
  props: 'plaid-link-button',
  lost: {
    onScriptError: 'react-plaid-link logs a script that does not load',
    scriptUrl: undefined,
  },
  constants: {},
};

/**
 * `<PlaidLinkButton plaidLinkProps={{ key, … }} />` of react-plaid-link-button, which hands its options
 * to Plaid.create and has not been published since 2018. (Its source, 0.0.4.)
 */
export const reactPlaidLinkButton: Rule = {
  id: kind.rule,
  title: 'react-plaid-link-button, which opens Link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => text.includes('PlaidLinkButton') || text.includes(kind.module),
  find: (file, project, settings) =>
    file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      const uses = reactNodesIn(script.source).flatMap((node) => useAt(node, place) ?? []);
      return reactSites(uses, kind, place, settings);
    }),
};

function useAt(node: ReactNode, place: CodePlace): ReactLinkUse | undefined {
  const name = elementNameOf(node);
  if (name === undefined || exportOfPackage(name, kind.module, place) === undefined)
    return undefined;
  if (ts.isCallExpression(node)) {
    const [, props] = node.arguments;
    const config = readLinkConfig(props ?? node, place);
    return { kind: 'element', node, name, place, config };
  }
  const { entries: attributes } = readLinkAttributes(node, place);
  const options = attributes.find(({ option }) => option === 'plaidLinkProps')?.value;
  const config =
    options === undefined
      ? { entries: [], unknown: [{ node, place }], readElsewhere: new Set<string>() }
      : readLinkConfig(options, place);
  if (isMigrated(config)) return undefined;
  return { kind: 'component', node, name, place, config, attributes };
}

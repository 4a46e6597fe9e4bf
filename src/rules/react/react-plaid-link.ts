import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { readLinkConfig } from '../options/link-config.ts';
import { isLegacy } from '../plaid-create/link-create.ts';
import { readLinkAttributes } from './react-attributes.ts';
import { reactLinkElsewhere } from './react-link-elsewhere.ts';
import {
  elementNameOf,
  exportOfPackage,
  reactNodesIn,
  type ReactNode,
  type ReactLinkUse,
} from './react-link-use.ts';
import { linkMajor } from './react-packages.ts';
import type { ReactKind } from './react-site.ts';
import { reactSites } from './react-sites.ts';
import type { Rule } from '../rule.ts';

const MODULE = 'react-plaid-link';

/** `usePlaidLink({ publicKey, … })` and `<PlaidLink publicKey=… />` of react-plaid-link. */
export const reactPlaidLink: Rule = {
  id: 'react-plaid-link',
  title: 'react-plaid-link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => /PlaidLink|react-plaid-link/.test(text),
  find: (file, project, settings) =>
    file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      const uses = reactNodesIn(script.source).flatMap((node) => useAt(node, place) ?? []);
      return [...reactSites(uses, kindAt(place), place, settings), ...reactLinkElsewhere(place)];
    }),
};

function kindAt(place: CodePlace): ReactKind {
  const major = linkMajor(place);
  return {
    rule: reactPlaidLink.id,
    module: MODULE,
    component: 'PlaidLink',
    props: major !== undefined && major < 2 ? 'plaid-link-1' : 'plaid-link',
    lost: {},
    constants: {},
  };
}

function useAt(node: ReactNode, place: CodePlace): ReactLinkUse | undefined {
  const use = ts.isCallExpression(node) ? hookAt(node, place) : undefined;
  const found = use ?? componentAt(node, place);
  return found !== undefined && isLegacy(found.config) ? found : undefined;
}

function hookAt(node: ts.CallExpression, place: CodePlace): ReactLinkUse | undefined {
  const [options] = node.arguments;
  const name = node.expression;
  if (options === undefined || exportOfPackage(name, MODULE, place) !== 'usePlaidLink') {
    return undefined;
  }
  return { kind: 'hook', node, name, place, config: readLinkConfig(options, place) };
}

/** Before 2.0 the default export, and all there was, was the component. */
function componentAt(node: ReactNode, place: CodePlace): ReactLinkUse | undefined {
  const name = elementNameOf(node);
  const found = name === undefined ? undefined : exportOfPackage(name, MODULE, place);
  if (name === undefined || !['PlaidLink', 'default', '*'].includes(found ?? '')) return undefined;
  if (!ts.isCallExpression(node)) {
    const config = readLinkAttributes(node, place);
    return { kind: 'component', node, name, place, config, attributes: config.entries };
  }
  const [, props] = node.arguments;
  if (props === undefined) return undefined;
  return { kind: 'element', node, name, place, config: readLinkConfig(props, place) };
}

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
  rule: 'react-plaid',
  module: 'react-plaid',
  component: 'ReactPlaid',
  props: 'react-plaid',
  lost: {
    onOpen: 'onEvent is told OPEN',
    onLoading: 'it was called when the component was mounted',
  },
  constants: {
    DEV_ENV: 'development',
    SANDBOX_ENV: 'sandbox',
    PROD_ENV: 'production',
    AUTH_PRODUCT: 'auth',
    TRANSACTIONS_PRODUCT: 'transactions',
    IDENTITY_PRODUCT: 'identity',
    CONNECT_PRODUCT: 'transactions',
  },
};

/**
 * `<ReactPlaid apiKey=… open={…} />` of react-plaid, which opens Link when `open` turns true. It makes
 * its handler once, when it is mounted, and has not been published since 2018. (Its source, 0.13.0.)
 */
export const reactPlaid: Rule = {
  id: kind.rule,
  title: 'react-plaid, which opens Link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => text.includes('ReactPlaid') || text.includes(kind.module),
  find: (file, project, settings) =>
    file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      const uses = reactNodesIn(script.source).flatMap((node) => useAt(node, place) ?? []);
      return reactSites(uses, kind, place, settings);
    }),
};

function useAt(node: ReactNode, place: CodePlace): ReactLinkUse | undefined {
  const name = elementNameOf(node);
  const found = name === undefined ? undefined : exportOfPackage(name, kind.module, place);
  if (name === undefined || !['default', '*'].includes(found ?? '')) return undefined;
  if (ts.isCallExpression(node)) {
    const [, props] = node.arguments;
    const config = readLinkConfig(props ?? node, place);
    return { kind: 'element', node, name, place, config };
  }
  const config = readLinkAttributes(node, place);
  if (isMigrated(config)) return undefined;
  return { kind: 'component', node, name, place, config, attributes: config.entries };
}

import { ts } from 'ts-morph';
import {
  isMoved,
  replacements,
  requestOf,
  tokenEntries,
  type ConfiguredSite,
} from './link-create-rewrite.ts';
import { linkTokenSource } from './link-token-source.ts';
import type { Token } from './link-token-use.ts';
import type { NameBook } from './name-book.ts';
import { removeAttributes, returnedAttribute } from './react-attributes.ts';
import { removedNodes, removeEntries } from './remove-properties.ts';
import type { FileEdit, GeneratedCode, RuleSettings, Site } from './rule.ts';

/** The options of a site without those that moved to the server. */
export interface OptionsRewrite {
  readonly edits: readonly FileEdit[];
  /** What the edits take out, for what only it used. */
  readonly gone: readonly ts.Node[];
  readonly request: Site['request'];
}

/** Takes the moved options out, wherever they stand, and renames what stays. */
export function rewriteOptions(site: ConfiguredSite, token: Token): OptionsRewrite {
  const moved = site.config.entries.filter(isMoved);
  const unset = token.kind === 'none' ? tokenEntries(site) : [];
  const gone = [...moved, ...unset].filter((each) => !token.replaced.includes(each));
  const returned = token.replaced.flatMap(({ node, place, option }) =>
    ts.isJsxAttribute(node) && option === 'oauthStateId'
      ? [returnedAttribute(node, place, token)]
      : [],
  );
  const renamed = token.replaced.filter(
    ({ node, option }) => !ts.isJsxAttribute(node) || option !== 'oauthStateId',
  );
  return {
    edits: [
      ...removeEntries(gone),
      ...removeAttributes(gone),
      ...replacements({ ...token, replaced: renamed }),
      ...returned,
    ],
    gone: removedNodes(gone),
    request: requestOf(site, token),
  };
}

/** The hook a site opens Link through, and whether its URL is known. */
export interface SiteHook {
  readonly code: Extract<GeneratedCode, { kind: 'link-hook' }>;
  readonly derived: boolean;
}

/**
 * The hook for a site, shared with sites of the same source. `reach`: a component has to stand at the top
 * of its file, since React would forget one that is made anew with every render.
 */
export function siteHook(
  site: ConfiguredSite & { readonly node: ts.Node },
  wanted: {
    readonly wraps: string;
    readonly token: Token;
    readonly names: NameBook;
    readonly reach: 'file' | 'function';
  },
  settings: RuleSettings,
): SiteHook {
  const { wraps, token, names, reach } = wanted;
  const { source, scope, at, open } = linkTokenSource(site, settings, reach);
  const name = names.nameFor(`${String(scope.pos)} ${JSON.stringify(source)}`);
  const given = token.kind === 'sometimes' && token.source !== 'bank';
  const handling = { given, stored: token.stored };
  return {
    code: { kind: 'link-hook', name, at, scope: scope.pos, wraps, source, token: handling },
    derived: open === undefined,
  };
}

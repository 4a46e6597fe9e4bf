import { ts } from 'ts-morph';
import type { Placed } from '../../scan/code-place.ts';
import type { ConfigEntry } from '../options/link-config.ts';
import { linkRequest } from '../options/link-request.ts';
import { returnedFromBank, type Token } from '../link-token-use.ts';
import {
  isMoved,
  replacements,
  tokenEntries,
  type ConfiguredSite,
} from '../options/moved-options.ts';
import { removeAttributes, returnedAttribute } from './react-attributes.ts';
import { nullForUndefined } from './react-nullable-token.ts';
import { staleOptionTypes } from './react-option-types.ts';
import { removedNodes, removeEntries } from '../edits/remove-properties.ts';
import type { FileEdit, Site } from '../rule.ts';

/** The options of a site without those that moved to the server. */
export interface OptionsRewrite {
  readonly edits: readonly FileEdit[];
  /** What the edits take out, for what only it used. */
  readonly gone: readonly Placed[];
  /** Types of the options that are no longer true of them. */
  readonly types: readonly ts.TypeReferenceNode[];
  readonly request: Site['request'];
}

/** Takes the moved options out, wherever they stand, and renames what stays. */
export function rewriteOptions(site: ConfiguredSite, token: Token): OptionsRewrite {
  const { entries } = site.config;
  const moved = entries.filter(isMoved);
  const unset = token.kind === 'none' ? tokenEntries(site) : [];
  const gone = [...moved, ...unset].filter((each) => !token.replaced.includes(each));
  const [returned, renamed] = partition(token.replaced, (each) => each.option === 'oauthStateId');
  const given =
    token.source !== 'bank' && token.kind === 'always' ? [...renamed, ...tokenEntries(site)] : [];
  return {
    edits: [
      ...removeEntries(gone),
      ...removeAttributes(gone),
      ...replacements({ ...token, replaced: renamed }),
      ...given.flatMap(nullForUndefined),
      ...returned.flatMap((entry) => fromBank(entry, token)),
    ],
    gone: byScript(gone).flatMap((together) => {
      const [first] = together;
      if (first === undefined) return [];
      return removedNodes(together).map((node): Placed => ({ node, place: first.place }));
    }),
    types: staleOptionTypes(entries, token, site.place),
    request: linkRequest(site.config, token),
  };
}

function fromBank(entry: ConfigEntry, token: Token): readonly FileEdit[] {
  return ts.isJsxAttribute(entry.node)
    ? returnedAttribute(entry.node, entry.place, token)
    : returnedFromBank(entry, token, 'null');
}

function byScript(entries: readonly ConfigEntry[]): readonly (readonly ConfigEntry[])[] {
  const groups = new Map<ConfigEntry['place']['script'], ConfigEntry[]>();
  for (const entry of entries) {
    const { script } = entry.place;
    groups.set(script, [...(groups.get(script) ?? []), entry]);
  }
  return [...groups.values()];
}

function partition<Item>(
  items: readonly Item[],
  is: (item: Item) => boolean,
): [readonly Item[], readonly Item[]] {
  return [items.filter(is), items.filter((each) => !is(each))];
}

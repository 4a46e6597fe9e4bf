import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../plaid/link-options.ts';
import { linkTokenRequest, type OptionValue } from '../plaid/link-token-request.ts';
import { isRendered, textOf } from '../scan/code-place.ts';
import type { ConfigEntry } from './link-config.ts';
import type { LinkCreateCall } from './link-create.ts';
import { linkTokenSource } from './link-token-source.ts';
import { returnedFromBank, tokenOf, type Token } from './link-token-use.ts';
import type { NameBook } from './name-book.ts';
import { questionText } from './open-question.ts';
import { optionValue } from './option-value.ts';
import { removeEntries, removedNodes } from './remove-properties.ts';
import type { FileEdit, RuleSettings, Site } from './rule.ts';

const ID = 'link-create';

/** A site and the nodes its edits take out, for what only they used. */
export interface LinkCreateRewrite {
  readonly site: Site;
  readonly gone: readonly ts.Node[];
}

/** What Link is opened with, and where. */
export type ConfiguredSite = Pick<LinkCreateCall, 'config' | 'place'>;

/** Turns one call from public_key to link_token. */
export function rewriteLinkCreate(
  call: LinkCreateCall,
  names: NameBook,
  settings: RuleSettings,
): LinkCreateRewrite {
  const blocked = whyNotRewritten(call);
  if (blocked !== undefined) return { site: { ...siteAt(call), ...blocked, edits: [] }, gone: [] };
  const token = tokenOf(call);
  const moved = call.config.entries.filter(isMoved);
  const gone = [...moved, ...(token.kind === 'none' ? tokenEntries(call) : [])].filter(
    (each) => !token.replaced.includes(each),
  );
  const edits = [...removeEntries(gone), ...replacements(token)];
  const request = requestOf(call, token);
  const nodes = removedNodes(gone);
  if (token.kind === 'always') {
    const message =
      token.source === 'bank'
        ? 'The page the bank returns to opens Link with the token the first page stored.'
        : 'Link is opened with the token the page is given, without the public_key.';
    return {
      site: {
        ...siteAt(call),
        outcome: 'rewritten',
        message,
        edits,
        ...(request === undefined ? {} : { request }),
      },
      gone: nodes,
    };
  }
  return { site: withHandler(call, token, edits, request, names, settings), gone: nodes };
}

function siteAt(call: LinkCreateCall): Pick<Site, 'rule' | 'path' | 'range'> {
  const start = call.node.getStart(call.place.script.source);
  return { rule: ID, path: call.place.file.path, range: { start, end: call.node.end } };
}

function withHandler(
  call: LinkCreateCall,
  token: Token,
  edits: readonly FileEdit[],
  request: Site['request'],
  names: NameBook,
  settings: RuleSettings,
): Site {
  const { place, node } = call;
  const { source, scope, at, open } = linkTokenSource(call, settings);
  const name = names.nameFor(`${String(scope.pos)} ${JSON.stringify(source)}`);
  const callee = node.expression;
  const plaid = ts.isPropertyAccessExpression(callee) ? textOf(callee.expression, place) : 'Plaid';
  const site: Site = {
    ...siteAt(call),
    outcome: open === undefined ? 'rewritten' : 'needs-decision',
    message: `Plaid.create had a public_key; Link now opens with a link_token from ${source.url}.`,
    edits: [
      {
        path: place.file.path,
        start: callee.getStart(place.script.source),
        end: callee.end,
        text: name,
      },
      ...edits,
    ],
    generates: [
      {
        kind: 'link-handler',
        name,
        at,
        scope: scope.pos,
        plaid,
        source,
        token: {
          given: token.kind === 'sometimes' && token.source !== 'bank',
          stored: token.stored,
        },
      },
    ],
    ...(request === undefined ? {} : { request }),
  };
  if (open === undefined) return site;
  const { marker, next } = questionText(open, name);
  const position = node.getStart(place.script.source);
  return { ...site, next, marker: { path: place.file.path, position, text: marker } };
}

/** Keys and moved options go, and old names of what stays; callbacks stay. */
export function isMoved(entry: ConfigEntry): boolean {
  const option = findLegacyLinkOption(entry.option);
  if (option === undefined) return false;
  return option.goes.to !== 'client' || option.goes.as !== option.name;
}

/** `token: null` says nothing and goes. */
export function tokenEntries({ config }: ConfiguredSite): readonly ConfigEntry[] {
  return config.entries.filter((each) => each.option === 'token');
}

/** Names of what stays become those of today. */
export function replacements(token: Token): FileEdit[] {
  return token.replaced.flatMap((entry) => {
    const option = findLegacyLinkOption(entry.option)?.name;
    if (option === 'oauthStateId') return [returnedFromBank(entry, token)];
    const { node, place } = entry;
    const name = ts.isExpressionStatement(node) ? undefined : node.name;
    if (name === undefined) return [];
    const text = ts.isShorthandPropertyAssignment(node) ? `token: ${name.getText()}` : 'token';
    const start = name.getStart(place.script.source);
    return [{ path: place.file.path, start, end: name.end, text }];
  });
}

/** The options that left the browser; none for a page that only goes on with a stored token. */
export function requestOf({ config }: ConfiguredSite, token: Token): Site['request'] {
  if (token.kind === 'always' && token.source === 'bank') return undefined;
  const options = new Map<string, OptionValue>();
  for (const entry of config.entries) {
    const value = optionValue(entry);
    if (value !== undefined) options.set(entry.option, value);
  }
  const given = token.kind === 'none' ? 'never' : token.kind;
  return linkTokenRequest(options, { token: given });
}

/** What makes a rewrite unsafe; undefined where nothing does. */
export function whyNotRewritten({
  config,
  place,
}: ConfiguredSite): Pick<Site, 'outcome' | 'message' | 'next'> | undefined {
  const readBack = config.entries.find(
    (each) => isMoved(each) && config.readElsewhere.has(each.option),
  );
  if (readBack !== undefined) {
    return {
      outcome: 'manual',
      message: `The options of Link are read elsewhere, too: ${readBack.option}.`,
      next: `Give Link an object of its own, without ${readBack.option}, and run again.`,
    };
  }
  const unrendered = config.entries.find(
    (each) =>
      place.file.kind === 'script' &&
      each.value !== undefined &&
      /<%[=-]|\{\{/.test(textOf(each.value, each.place)) &&
      !isRendered(each.value, each.place),
  );
  if (unrendered === undefined) return undefined;
  return {
    outcome: 'manual',
    message: `${unrendered.option} holds a template tag, but this file is not rendered: the page cannot work today.`,
    next: 'Move the script into the template, or take the tag out, and run again.',
  };
}

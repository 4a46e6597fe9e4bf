import { ts } from 'ts-morph';
import { unreachable } from '../../core/errors.ts';
import { textOf } from '../../scan/code-place.ts';
import { removeDeclaredOptions } from '../options/declared-options.ts';
import { removeMerged, type EmptiedObjects } from '../edits/emptied-objects.ts';
import type { ConfigEntry, LinkConfig } from '../options/link-config.ts';
import type { LinkCreateCall } from './link-create-call.ts';
import { handlerUses, type HandlerUses } from './link-handler-uses.ts';
import { linkName, typesOfLink } from '../options/link-name.ts';
import { linkRequest } from '../options/link-request.ts';
import { linkTokenSource } from '../link-token-source.ts';
import { tokenOf, type Token } from '../link-token-use.ts';
import {
  isMoved,
  replacements,
  tokenEntries,
  whyNotRewritten,
  type ConfiguredSite,
} from '../options/moved-options.ts';
import type { NameBook } from '../name-book.ts';
import { asking, questionText, type OpenQuestion } from '../open-question.ts';
import { removedNodes, removeEntries } from '../edits/remove-properties.ts';
import type { RuleSettings, Site } from '../rule.ts';

const ID = 'link-create';

/** A site and the nodes its edits take out, for what only they used. */
export interface LinkCreateRewrite {
  readonly call: LinkCreateCall;
  readonly site: Site;
  readonly gone: readonly ts.Node[];
}

/** A call that can be rewritten, and what is to leave its options. */
export interface LinkCreatePlan {
  readonly call: LinkCreateCall;
  readonly token: Token;
  readonly gone: readonly ConfigEntry[];
}

/** What all calls of a script share. */
export interface LinkCreateContext {
  readonly names: NameBook;
  readonly emptied: EmptiedObjects;
  /** The markers there are. */
  readonly asked: Set<string>;
  readonly settings: RuleSettings;
}

/** What is to become of a call; what it is where it cannot be rewritten. */
export function planLinkCreate(call: LinkCreateCall): LinkCreatePlan | LinkCreateRewrite {
  const blocked = whyNotRewritten(call);
  if (blocked !== undefined) {
    return { call, site: { ...siteAt(call), ...blocked, edits: [] }, gone: [] };
  }
  const token = tokenOf(call);
  const moved = call.config.entries.filter(isMoved);
  const gone = [...moved, ...(token.kind === 'none' ? tokenEntries(call) : [])].filter(
    (each) => !token.replaced.includes(each),
  );
  return { call, token, gone };
}

/** Whether a node stands in a call or in one of the objects its options come from. */
export function isOfCall({ node, config }: LinkCreateCall, use: ts.Node): boolean {
  const isInside = node.pos <= use.pos && use.end <= node.end;
  return isInside || config.entries.some((each) => each.node.parent === use.parent);
}

/** Turns one call from public_key to link_token. */
export function rewriteLinkCreate(
  plan: LinkCreatePlan,
  context: LinkCreateContext,
): LinkCreateRewrite {
  const { call, token } = plan;
  const { place } = call;
  const { spreads, merged, literals } = context.emptied;
  const isOwn = (use: ts.Node): boolean => isOfCall(call, use);
  const ownMerged = merged.filter(isOwn);
  const ownSpreads = spreads
    .filter(isOwn)
    .map((node): ConfigEntry => ({ option: '', given: 'always', value: undefined, node, place }));
  const gone = [...plan.gone, ...ownSpreads];
  const uses = handlerUses(call.node, place);
  const edits = [
    ...removeEntries(gone, literals),
    ...removeDeclaredOptions(plan.gone),
    ...removeMerged(ownMerged, place),
    ...replacements(token),
    ...uses.edits,
  ];
  const extra = uses.opensInstitution ? new Map([['institution', INSTITUTION]]) : undefined;
  const request = linkRequest(call.config, token, extra);
  const packages = typesOfLink(place);
  const base = {
    ...siteAt(call),
    ...(request === undefined ? {} : { request }),
    ...(packages.length === 0 ? {} : { packages }),
  };
  const nodes = [...removedNodes(gone), ...ownMerged, ...uses.gone, ...replacedValues(token)];
  if (token.kind === 'always') {
    const message = openedWith(token, call);
    return { call, site: { ...base, outcome: 'rewritten', message, edits }, gone: nodes };
  }
  const site = withHandler({ ...base, edits }, plan, uses, context);
  return { call, site, gone: [...nodes, ...unusedReceiver(call, site)] };
}

/** `Plaid` of `const { Plaid } = window`, for where generated code reaches Link without it. */
function unusedReceiver({ node, place }: LinkCreateCall, site: Site): readonly ts.Node[] {
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee)) return [];
  const text = textOf(callee.expression, place);
  const isUsed = site.generates?.some((code) => 'plaid' in code && code.plaid === text) === true;
  return isUsed ? [] : [callee.expression];
}

/** What `oauthStateId` was: the code of today asks for the address instead, unless it asks first whether. */
function replacedValues({ kind, source, replaced }: Token): readonly ts.Node[] {
  if (source !== 'bank') return [];
  return replaced.flatMap(({ node, value }) =>
    value === undefined || (kind === 'sometimes' && !ts.isExpressionStatement(node)) ? [] : [value],
  );
}

const INSTITUTION = { kind: 'expression', text: 'institution' } as const;

function siteAt(call: LinkCreateCall): Pick<Site, 'rule' | 'path' | 'range'> {
  const start = call.node.getStart(call.place.script.source);
  return { rule: ID, path: call.place.file.path, range: { start, end: call.node.end } };
}

/** What a site with a token of its own does now. */
export function openedWith({ source }: Token, { config }: ConfiguredSite): string {
  switch (source) {
    case 'bank':
      return 'The page the bank returns to opens Link with the token the first page stored.';
    case 'link':
      return 'Link had a link_token already; the public_key and the options it does not read beside it are gone.';
    case 'page':
      return `Link opens with ${tokenText(config)} as before, which has to be a link_token from your server now.`;
    default:
      return unreachable(source);
  }
}

/** The token of the page, as it says it. */
function tokenText({ entries }: LinkConfig): string {
  const given = entries.find(({ option }) => /^(token|paymentToken)$/.test(option));
  if (given?.value === undefined) return 'its own token';
  return textOf(given.value, given.place).replaceAll(/\s+/g, ' ');
}

function withHandler(
  base: Pick<Site, 'rule' | 'path' | 'range' | 'edits' | 'request' | 'packages'>,
  { call, token }: LinkCreatePlan,
  uses: HandlerUses,
  { names, asked, settings }: LinkCreateContext,
): Site {
  const { place, node, config } = call;
  const { source, scope, at, open } = linkTokenSource(call, settings);
  const name = names.nameFor(`${String(scope.pos)} ${JSON.stringify(source)}`);
  const callee = node.expression;
  const start = callee.getStart(place.script.source);
  const given = token.kind === 'sometimes' && token.source !== 'bank';
  const site: Site = {
    ...base,
    outcome: 'rewritten',
    message:
      `Plaid.create had a public_key; Link now opens with a link_token from ${source.url}` +
      (given ? `, or with ${tokenText(config)}, which has to be one now, too.` : '.'),
    edits: [{ path: place.file.path, start, end: callee.end, text: name }, ...base.edits],
    generates: [
      {
        kind: 'link-handler',
        name,
        at,
        scope: scope.pos,
        ...linkName(callee, scope, place),
        source,
        token: { given, stored: token.stored, returns: token.source === 'bank' },
      },
    ],
  };
  const questions: readonly (OpenQuestion | undefined)[] = [
    open,
    token.pasted ? { kind: 'pasted-token' } : undefined,
    uses.listsInstitutions ? { kind: 'institutions' } : undefined,
    ...config.unknown.map(({ node: part, place: there }): OpenQuestion => ({
      kind: 'options',
      from: textOf(part, there),
    })),
  ];
  return questions
    .filter((each) => each !== undefined)
    .map((each) => questionText(each, name))
    .filter(({ marker }) => !asked.has(marker))
    .reduce((site_, text) => {
      asked.add(text.marker);
      return asking(site_, text);
    }, site);
}

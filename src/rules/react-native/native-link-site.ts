import { ts } from 'ts-morph';
import { insertionPoint } from '../insertion-point.ts';
import { linkRequest } from '../link-request.ts';
import { linkTokenSource } from '../link-token-source.ts';
import { tokenOf, type Token } from '../link-token-use.ts';
import { whyNotRewritten } from '../moved-options.ts';
import type { NameBook } from '../name-book.ts';
import { asking, questionText, type OpenQuestion } from '../open-question.ts';
import type { FileEdit, GeneratedCode, RuleSettings, Site } from '../rule.ts';
import { nativeLinkTarget, type NativeLinkTarget } from './native-link-api.ts';
import { nativeOptions, type NativeOptions } from './native-link-options.ts';
import type { NativeLinkUse } from './native-link-use.ts';

export const ID = 'react-native-link';

/** One use with all that is known of it. */
export interface NativePlan {
  readonly use: NativeLinkUse;
  readonly token: Token;
  readonly target: NativeLinkTarget;
  readonly options: NativeOptions;
}

/** What a use stands on, or why it has to stay as it is. */
export function nativePlan(use: NativeLinkUse, settings: RuleSettings): NativePlan | Site {
  const reason = whyNotRewritten(use);
  if (reason !== undefined) return { ...siteAt(use), ...reason, edits: [] };
  const token = tokenOf(use);
  const target = nativeLinkTarget(use.place, use.nested !== undefined, settings);
  return { use, token, target, options: nativeOptions(use, token) };
}

/** What becomes of a use. `calls`: what the file will call the functions of the package; `shared`: edits of all uses. */
export function nativeSite(
  { use, token, target, options }: NativePlan,
  names: { readonly open: NameBook; readonly component: NameBook },
  calls: Readonly<Record<string, string>>,
  shared: readonly FileEdit[],
  settings: RuleSettings,
): Site {
  const { place, node } = use;
  const { source, at, open } = linkTokenSource(use, settings, 'file', 'handler');
  const name = names.open.nameFor(JSON.stringify(source));
  const request = linkRequest(use.config, token);
  const opens: GeneratedCode = {
    kind: 'native-link',
    name,
    at,
    scope: place.script.source.pos,
    api: target.api,
    calls,
    source,
    given: token.kind === 'none' ? 'never' : token.kind,
    wantsLoadingState: target.wantsLoadingState,
  };
  const component = names.component.nameFor(name);
  const shown: GeneratedCode = {
    kind: 'native-link-component',
    name: component,
    at: insertionPoint(node, place.script.source, place) ?? at,
    scope: place.script.source.pos,
    opens: name,
    looks: target.looks,
  };
  const isComponent = use.kind === 'component';
  const what = isComponent ? 'PlaidLink' : 'openLink';
  const site: Site = {
    ...siteAt(use),
    outcome: 'rewritten',
    message: `${what} had a public_key; ${opensWith(token, source.url)}.${target.note}`,
    edits: [...renamed(use, isComponent ? component : name), ...options.edits, ...shared],
    generates: isComponent ? [opens, shown] : [opens],
    ...(request === undefined ? {} : { request }),
    ...(target.demands.length === 0 ? {} : { packages: target.demands }),
  };
  const asked = questionsOf(use, token, open).reduce(
    (sofar, question) => asking(sofar, questionText(question, name)),
    site,
  );
  return target.changesCallbacks ? asking(asked, CALLBACKS) : asked;
}

function opensWith({ kind }: Token, url: string): string {
  return kind === 'always'
    ? 'Link now opens with the token it is given, which has to be a link_token'
    : `Link now opens with a link_token from ${url}`;
}

const CALLBACKS = {
  marker: 'onSuccess now gets { publicToken, metadata }, and onExit { error, metadata }',
  next: 'Since version 7 onSuccess gets { publicToken, metadata } and onExit { error, metadata }: let yours read those.',
};

function questionsOf(
  { config }: NativeLinkUse,
  token: Token,
  open: OpenQuestion | undefined,
): readonly OpenQuestion[] {
  return [
    ...(open === undefined || token.kind === 'always' ? [] : [open]),
    ...(token.pasted ? [{ kind: 'pasted-token' as const }] : []),
    ...config.unknown.map(({ node }): OpenQuestion => ({ kind: 'options', from: node.getText() })),
  ];
}

/** Where a use stands, for its finding. */
export function siteAt({ node, place }: NativeLinkUse): Pick<Site, 'rule' | 'path' | 'range'> {
  const start = node.getStart(place.script.source);
  return { rule: ID, path: place.file.path, range: { start, end: node.end } };
}

/** Another name in a call, or in both tags. */
function renamed({ name, node, place }: NativeLinkUse, to: string): FileEdit[] {
  const isOpened = ts.isJsxOpeningElement(node) && ts.isJsxElement(node.parent);
  const tags = isOpened ? [name, node.parent.closingElement.tagName] : [name];
  return tags.map((each) => ({
    path: place.file.path,
    start: each.getStart(place.script.source),
    end: each.end,
    text: to,
  }));
}

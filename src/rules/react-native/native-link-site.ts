import { insertionPoint } from '../edits/insertion-point.ts';
import { linkRequest } from '../options/link-request.ts';
import { linkTokenSource, type FoundSource } from '../link-token-source.ts';
import { tokenOf, type Token } from '../link-token-use.ts';
import { whyNotRewritten } from '../options/moved-options.ts';
import type { NameBook } from '../name-book.ts';
import { differsByPlatform as differs } from '../../generate/asked-platform.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import { androidPackage } from '../native/android-package.ts';
import { asking, questionText, type OpenQuestion } from '../open-question.ts';
import type { FileEdit, RuleSettings, Site } from '../rule.ts';
import type { GeneratedCode } from '../../generate/generated-code.ts';
import type { LinkTokenSource } from '../../generate/link-token-source.ts';
import { nativeLinkTarget, type NativeLinkTarget } from './native-link-api.ts';
import { keptConfig, nativeOptions, type NativeOptions } from './native-link-options.ts';
import { renamedUse } from '../edits/renamed-use.ts';
import { hidesKey, type NativeLinkUse } from './native-link-use.ts';

export const ID = 'react-native-link';

/** One use with all that is known of it. */
export interface NativePlan {
  readonly use: NativeLinkUse;
  readonly token: Token;
  readonly target: NativeLinkTarget;
  readonly options: NativeOptions;
  readonly request: LinkTokenRequest | undefined;
  /** Where the token is asked for. */
  readonly found: FoundSource;
  /** The URL that is asked, before the platform is put behind it. */
  readonly url: string;
  /** The app says where it runs. */
  readonly saysPlatform: boolean;
}

/** What a use stands on, or why it has to stay as it is. */
export function nativePlan(
  use: NativeLinkUse,
  settings: RuleSettings,
  platform: string,
): NativePlan | Site {
  const reason = whyNot(use);
  if (reason !== undefined) return { ...siteAt(use), ...reason, edits: [] };
  const token = tokenOf(use);
  const target = nativeLinkTarget(use.place, use.nested !== undefined, settings);
  const { place, config } = use;
  const found = linkTokenSource(use, settings, 'file', 'handler');
  const { source } = found;
  const named = androidPackage(place.project, place.file.path);
  const request = linkRequest(config, token, named, { known: withProducts });
  const isDifferent = request !== undefined && token.kind !== 'always' && differs(request);
  // A function that is called by its name has no URL to say it in.
  const saysPlatform = isDifferent && isUrl(source);
  const url = saysPlatform ? withPlatform(source.url, platform) : source.url;
  return {
    use,
    token,
    target,
    options: nativeOptions(use, token),
    request,
    found: { ...found, source: { ...source, url } },
    url: source.url,
    saysPlatform,
  };
}

function whyNot(use: NativeLinkUse): ReturnType<typeof whyNotRewritten> {
  if (use.besides !== undefined) return TWO_MODES;
  return hidesKey(use.config) ? HIDDEN : whyNotRewritten(use);
}

const HIDDEN = {
  outcome: 'manual',
  message: 'Link has a public_key, among options that differ from case to case.',
  next: 'Open Link with a link_token that you fetch from your server first, and with callbacks: the other options move to the server.',
} as const;

const TWO_MODES = {
  outcome: 'manual',
  message: 'Link opens with a public_key here, or with the token of a tokenConfig.',
  next: 'Open Link with tokenConfig alone: with the token that is there, which has to be a link_token, or with one that you fetch from your server first.',
} as const;

/** What becomes of a use. `calls`: what the file will call the functions of the package; `shared`: edits of all uses. */
export function nativeSite(
  { use, token, target, options, request, found, url }: NativePlan,
  names: { readonly open: NameBook; readonly component: NameBook },
  calls: Readonly<Record<string, string>>,
  shared: readonly FileEdit[],
): Site {
  const { place, node } = use;
  const { source, at, open } = found;
  const name = names.open.nameFor(JSON.stringify(source));
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
    message: `${what} had a public_key; ${opensWith(token, url)}.${target.note}`,
    edits: [...renamedUse(use, isComponent ? component : name), ...options.edits, ...shared],
    generates: isComponent ? [opens, shown] : [opens],
    ...(request === undefined ? {} : { request }),
    ...(target.demands.length === 0 ? {} : { packages: target.demands }),
  };
  const asked = questionsOf(use, token, open).reduce(
    (sofar, question) => asking(sofar, questionText(question, name)),
    site,
  );
  const kept = keptConfig(use);
  const left = kept === undefined ? asked : asking(asked, withoutConfig(kept));
  const told = target.changesCallbacks ? asking(left, CALLBACKS) : left;
  const dropped = target.demands.length === 0 || target.api !== 'session' ? [] : droppedIn(place);
  return dropped.length === 0 ? told : asking(told, withoutDropped(dropped));
}

function isUrl({ client, mutation }: LinkTokenSource): boolean {
  return mutation === undefined && (client.kind === 'fetch' || client.kind === 'axios');
}

/** The expression of a URL that says where the app runs: it is iOS or Android that a token is made for. */
function withPlatform(url: string, platform: string): string {
  const isTemplate = /^`[^`]*`$/.test(url);
  if (isTemplate) return `${url.slice(0, -1)}?platform=\${${platform}.OS}\``;
  const quote = url.includes('"') ? '"' : "'";
  const isLiteral = /^(['"])[^'"]*\1$/.test(url);
  const start = isLiteral ? url.slice(0, -1) : `${url} + ${quote}`;
  return `${start}?platform=${quote} + ${platform}.OS`;
}

/** Products of the package's enumeration, which the server does not have. */
function withProducts(value: OptionValue): OptionValue {
  if (value.kind !== 'expression' || !value.text.includes('PlaidProduct.')) return value;
  const members = /^\[([\s\w.,]*)\]$/.exec(value.text.trim())?.[1]?.split(',') ?? [];
  const names = members.map((each) => each.trim()).filter((each) => each !== '');
  const products = names.flatMap((each) => /^PlaidProduct\.([A-Z_]+)$/.exec(each)?.[1] ?? []);
  return products.length === 0 || products.length < names.length
    ? value
    : { kind: 'literal', value: products.map((each) => each.toLowerCase()) };
}

function opensWith({ kind }: Token, url: string): string {
  return kind === 'always'
    ? 'Link now opens with the token it is given, which has to be a link_token'
    : `Link now opens with a link_token from ${url}`;
}

function withoutConfig(name: string): { marker: string; next: string } {
  return {
    marker: `take ${name} out, with the public_key in it, where nothing else reads it`,
    next: `Link does not get ${name} any more, which holds the public_key: take it out where nothing else reads it.`,
  };
}

const CALLBACKS = {
  marker: 'onSuccess now gets { publicToken, metadata }, and onExit { error, metadata }',
  next: 'Since version 7 onSuccess gets { publicToken, metadata } and onExit { error, metadata }: let yours read those.',
};

/** (V13_MIGRATION_GUIDE.md of the SDK: the first two throw, the third is not there.) */
const DROPPED = ['usePlaidEmitter', 'dismissLink', 'useDeepLinkRedirector'];

function droppedIn({ script }: CodePlace): readonly string[] {
  return DROPPED.filter((name) => new RegExp(`\\b${name}\\s*\\(`).test(script.source.text));
}

function withoutDropped(names: readonly string[]): { marker: string; next: string } {
  const listed = names.join(' and ');
  return {
    marker: `${listed} went with version 13: give onEvent to Link, and let sessions end by themselves`,
    next: `Version 13 has no ${listed}: give Link onEvent in place of usePlaidEmitter, and take the others out, for sessions end and come back from banks by themselves.`,
  };
}

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

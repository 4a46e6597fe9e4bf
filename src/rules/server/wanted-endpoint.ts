import { sameRequest } from '../../plaid/link-token-request.ts';
import type { Site } from '../rule.ts';
import type { LinkTokenSource } from '../../generate/link-token-source.ts';
import type { NamedRequest } from '../../generate/link-token-endpoint-code.ts';
import type { AskedToken } from './link-token-note.ts';

/** What the pages that are rewritten ask their server for. */
export interface WantedEndpoint {
  /** The first of them. */
  readonly site: Site;
  /** Each request once; the first is there. */
  readonly asked: readonly AskedToken[];
}

const NATIVE: ReadonlySet<string> = new Set([
  'ios-link',
  'android-link',
  'flutter-link',
  'native-webview',
]);

/** Undefined where no page was rewritten. */
export function wantedEndpoint(made: readonly Site[]): WantedEndpoint | undefined {
  const asked: AskedToken[] = [];
  let first: Site | undefined;
  for (const site of made) {
    const { request, generates = [] } = site;
    if (request === undefined || site.outcome === 'manual') continue;
    const source = generates.flatMap((code) => ('source' in code ? [code.source] : []))[0];
    // Native apps ask at a URL that a person sets.
    if (source === undefined && !NATIVE.has(site.rule)) continue;
    first ??= site;
    const url = source === undefined ? undefined : askedUrl(source);
    if (!asked.some((each) => sameRequest(each.request, request))) asked.push({ url, request });
  }
  return first === undefined ? undefined : { site: first, asked };
}

/** An endpoint that pages ask, with the requests they have for it. */
export interface AskedEndpoint {
  /** Undefined where only the page knows. */
  readonly url: string | undefined;
  /** The first is there. */
  readonly requests: readonly AskedRequest[];
}

/** `name` is what pages ask by. */
type AskedRequest = Omit<NamedRequest, 'name'> &
  Partial<NamedRequest> & { readonly pages: readonly Site[] };

/** Every endpoint that rewritten pages ask, in their order. */
export function askedEndpoints(made: readonly Site[]): readonly AskedEndpoint[] {
  const byPath = new Map<string | undefined, AskedEndpoint>();
  for (const site of made) {
    const { request, generates = [], outcome } = site;
    if (request === undefined || outcome === 'manual') continue;
    const source = generates.flatMap((code) => ('source' in code ? [code.source] : []))[0];
    const asks = site.asks;
    if (source === undefined && asks === undefined) continue;
    const url = source === undefined ? asks : askedUrl(source);
    const path = url === undefined ? undefined : keyOf(withoutOrigin(url), made);
    const known = byPath.get(path) ?? { url, requests: [] };
    const name = source === undefined ? site.asksFor : source.configuration;
    const same = known.requests.find((each) => sameRequest(each.request, request));
    const asked: AskedRequest = {
      request,
      ...(name === undefined ? {} : { name }),
      pages: [...(same?.pages ?? []), site],
    };
    const requests =
      same === undefined
        ? [...known.requests, asked]
        : known.requests.map((each) => (each === same ? asked : each));
    byPath.set(path, { ...known, requests });
  }
  return [...byPath.values()];
}

/** What tells endpoints apart: pages may name the server or not. The expression where it is no plain URL. */
export function endpointKey(source: string, made: readonly Site[]): string {
  const url = plainUrl(source);
  return url === undefined ? source : keyOf(withoutOrigin(url), made);
}

/** Pages may ask behind a prefix of a proxy what apps ask at the path of the server. */
function keyOf(path: string, made: readonly Site[]): string {
  const asks = made.find((site) => site.asks !== undefined)?.asks;
  return asks !== undefined && path.endsWith(asks) ? asks : path;
}

/** Whether a page or an app asks the server in `home`. Apps ask the only server of the tree. */
export function asksServerIn(home: string, site: Site): boolean {
  return site.asks !== undefined || isPageOf(home, site);
}

/**
 * Whether a page asks the server in `home`: it stands there, or names the server. Others may be served by
 * one of their own, where the same path is another endpoint.
 */
export function isPageOf(home: string, { path, generates = [] }: Site): boolean {
  const urls = generates.flatMap((code) => ('source' in code ? [code.source.url] : []));
  return path.startsWith(home) || urls.some((url) => /^['"`]https?:/.test(url));
}

function withoutOrigin(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/, '');
}

/** The URL, or the name of a function that is called by it. */
function askedUrl({ url, client, mutation }: LinkTokenSource): string | undefined {
  if (mutation !== undefined) return mutation;
  return client.kind === 'meteor' || client.kind === 'callable'
    ? url.replaceAll(/['"`]/g, '')
    : plainUrl(url);
}

/** The URL in a literal, or what a template says of it; undefined for what only the page knows. */
export function plainUrl(source: string): string | undefined {
  const text = source.replaceAll(/['"`]/g, '').replace(/[?#].*$/, '');
  return /\/[\w-]+$/.test(text) ? text : undefined;
}

import { sameRequest } from '../../plaid/link-token-request.ts';
import type { LinkTokenSource, NamedRequest, Site } from '../rule.ts';
import type { AskedToken } from './link-token-note.ts';

/** What the pages that are rewritten ask their server for. */
export interface WantedEndpoint {
  /** The first of them. */
  readonly site: Site;
  /** Each request once; the first is there. */
  readonly asked: readonly AskedToken[];
}

/** Undefined where no page was rewritten. */
export function wantedEndpoint(made: readonly Site[]): WantedEndpoint | undefined {
  const asked: AskedToken[] = [];
  let first: Site | undefined;
  for (const site of made) {
    const { request, generates = [] } = site;
    if (request === undefined || site.outcome === 'manual') continue;
    const source = generates.flatMap((code) => ('source' in code ? [code.source] : []))[0];
    if (source === undefined) continue;
    first ??= site;
    const url = askedUrl(source);
    if (!asked.some((each) => sameRequest(each.request, request))) asked.push({ url, request });
  }
  return first === undefined ? undefined : { site: first, asked };
}

/** An endpoint that pages ask, with the requests they have for it. */
export interface AskedEndpoint {
  /** Undefined where only the page knows. */
  readonly url: string | undefined;
  /** `name` is what pages ask by; the first is there. */
  readonly requests: readonly (Omit<NamedRequest, 'name'> & Partial<NamedRequest>)[];
}

/** Every endpoint that rewritten pages ask, in their order. */
export function askedEndpoints(made: readonly Site[]): readonly AskedEndpoint[] {
  const byUrl = new Map<string | undefined, AskedEndpoint['requests']>();
  for (const { request, generates = [], outcome } of made) {
    if (request === undefined || outcome === 'manual') continue;
    const source = generates.flatMap((code) => ('source' in code ? [code.source] : []))[0];
    if (source === undefined) continue;
    const url = askedUrl(source);
    const known = byUrl.get(url) ?? [];
    const name = source.configuration;
    if (known.some((each) => sameRequest(each.request, request))) continue;
    byUrl.set(url, [...known, name === undefined ? { request } : { name, request }]);
  }
  return [...byUrl].map(([url, requests]) => ({ url, requests }));
}

/** The URL, or the name of a function that is called by it. */
function askedUrl({ url, client }: LinkTokenSource): string | undefined {
  return client.kind === 'meteor' || client.kind === 'callable'
    ? url.replaceAll(/['"`]/g, '')
    : plainUrl(url);
}

/** The URL in a literal, or what a template says of it; undefined for what only the page knows. */
export function plainUrl(source: string): string | undefined {
  const text = source.replaceAll(/['"`]/g, '').replace(/[?#].*$/, '');
  return /\/[\w-]+$/.test(text) ? text : undefined;
}

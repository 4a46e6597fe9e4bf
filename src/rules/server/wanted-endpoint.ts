import { sameRequest } from '../../plaid/link-token-request.ts';
import type { Site } from '../rule.ts';
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
    const url = plainUrl(source.url);
    if (!asked.some((each) => sameRequest(each.request, request))) asked.push({ url, request });
  }
  return first === undefined ? undefined : { site: first, asked };
}

/** The URL in a literal, or what a template says of it; undefined for what only the page knows. */
function plainUrl(source: string): string | undefined {
  const text = source.replaceAll(/['"`]/g, '').replace(/[?#].*$/, '');
  return /\/[\w-]+$/.test(text) ? text : undefined;
}

import { sameRequest, type LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Site } from '../rules/rule.ts';

/** Sites that ask one endpoint for one and the same Link. */
interface SameLink {
  readonly request: LinkTokenRequest;
  readonly sites: Site[];
}

/**
 * One endpoint mints one kind of Link. Where pages ask the same endpoint for different ones, those that
 * differ from the most common one are for a person to tell apart: the server must not take options from
 * the browser, and nobody but its author can name them.
 */
export function tellLinksApart(sites: readonly Site[]): readonly Site[] {
  const different = new Set([...linksByUrl(sites).values()].flatMap(lessCommon));
  return sites.map((site) => (different.has(site) ? undecided(site) : site));
}

function linksByUrl(sites: readonly Site[]): Map<string, SameLink[]> {
  const byUrl = new Map<string, SameLink[]>();
  for (const site of sites) {
    const url = urlOf(site);
    const { request } = site;
    if (url === undefined || request?.purpose !== 'link') continue;
    const links = byUrl.get(url) ?? [];
    const same = links.find((each) => sameRequest(each.request, request));
    if (same === undefined) links.push({ request, sites: [site] });
    else same.sites.push(site);
    byUrl.set(url, links);
  }
  return byUrl;
}

function urlOf({ generates = [] }: Site): string | undefined {
  return generates.flatMap((code) => ('source' in code ? [code.source.url] : []))[0];
}

function lessCommon(links: readonly SameLink[]): readonly Site[] {
  const most = Math.max(...links.map(({ sites }) => sites.length));
  const kept = links.find(({ sites }) => sites.length === most);
  return links.filter((each) => each !== kept).flatMap(({ sites }) => sites);
}

function undecided(site: Site): Site {
  const next =
    'Other pages ask the same endpoint for a Link with other options. Give this one an endpoint of its own, or a name that the endpoint knows; the requests are printed below.';
  if (site.outcome === 'needs-decision') {
    return { ...site, next: site.next === undefined ? next : `${site.next} ${next}` };
  }
  const text =
    'this Link has other options than those of other pages that ask the same endpoint: give it an endpoint of its own, or a name that the endpoint knows';
  const marker = { path: site.path, position: site.range.start, text };
  return { ...site, outcome: 'needs-decision', next, marker };
}

import { sameRequest, type LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Site } from '../rules/rule.ts';
import { ownEndpoint } from '../rules/server/link-token-endpoint.ts';
import { asksServerIn, endpointKey, isPageOf } from '../rules/server/wanted-endpoint.ts';
import type { Project } from '../scan/project.ts';
import { nameLinks, type SameLink } from './name-links.ts';

/**
 * Where pages ask one endpoint for different Links, they ask by name if the endpoint is ours to write.
 * Else those that differ from the most common one are for a person to tell apart: the server must not
 * take options from the browser.
 */
export function tellLinksApart(project: Project, found: readonly Site[]): readonly Site[] {
  const sites = withoutMixedApps(found);
  const changed = new Map<Site, Site>();
  for (const [url, links] of linksByUrl(sites)) {
    if (links.length < 2) continue;
    const endpoint = ownEndpoint(project, url);
    const isOwn = (link: SameLink): boolean =>
      endpoint !== undefined && link.sites.some((site) => asksServerIn(endpoint.home, site));
    const own = links.filter(isOwn);
    // Where the server has pages of its own, others are those of another server.
    const hasPages = own.some(({ sites: pages }) =>
      pages.some((site) => endpoint !== undefined && isPageOf(endpoint.home, site)),
    );
    const groups = hasPages ? [own, links.filter((each) => !isOwn(each))] : [links];
    for (const group of groups.filter(({ length }) => length > 1)) {
      const named = endpoint?.knowsNames === true ? nameLinks(group, project) : undefined;
      for (const [site, asking] of named ?? []) changed.set(site, asking);
      if (named !== undefined) continue;
      for (const site of lessCommon(group)) changed.set(site, undecided(site));
    }
  }
  return sites.map((site) => changed.get(site) ?? site);
}

/**
 * Apps ask for the Links of one file in one function, and for a payment by no name of its own: where that
 * is not the only Link, a person tells them apart, and pages that ask the endpoint keep theirs.
 */
function withoutMixedApps(sites: readonly Site[]): readonly Site[] {
  if (!sites.some(({ asks }) => asks !== undefined)) return sites;
  return sites.map((site) => {
    const { asks, ...kept } = site;
    if (asks === undefined || !isMixed(site, asks, sites)) return site;
    return undecided(kept);
  });
}

function isMixed({ path, request }: Site, asks: string, sites: readonly Site[]): boolean {
  if (request === undefined) return false;
  const others = sites.filter((other) => {
    const url = urlOf(other);
    if (url === undefined || other.request === undefined) return false;
    return endpointKey(url, sites) === asks && !sameRequest(other.request, request);
  });
  if (request.purpose !== 'link') return others.length > 0;
  return others.some((other) => other.asks !== undefined && other.path === path);
}

function linksByUrl(sites: readonly Site[]): ReadonlyMap<string, readonly SameLink[]> {
  const byUrl = new Map<string, { readonly request: LinkTokenRequest; readonly sites: Site[] }[]>();
  for (const site of sites) {
    const url = urlOf(site);
    const { request } = site;
    if (url === undefined || request?.purpose !== 'link') continue;
    const key = endpointKey(url, sites);
    const links = byUrl.get(key) ?? [];
    const same = links.find((each) => sameRequest(each.request, request));
    if (same === undefined) links.push({ request, sites: [site] });
    else same.sites.push(site);
    byUrl.set(key, links);
  }
  return byUrl;
}

function urlOf({ generates = [], asks }: Site): string | undefined {
  return generates.flatMap((code) => ('source' in code ? [code.source.url] : []))[0] ?? asks;
}

function lessCommon(links: readonly SameLink[]): readonly Site[] {
  const most = Math.max(...links.map(({ sites }) => sites.length));
  const kept = links.find(({ sites }) => sites.length === most);
  return links.filter((each) => each !== kept).flatMap(({ sites }) => sites);
}

const APART =
  'this Link has other options than those of other pages that ask the same endpoint: give it an endpoint of its own, or a name that the endpoint knows';

function undecided(site: Site): Site {
  const next =
    'Other pages ask the same endpoint for a Link with other options. Give this one an endpoint of its own, or a name that the endpoint knows; the requests are printed below.';
  if (site.outcome === 'needs-decision') {
    const said = { ...site, next: site.next === undefined ? next : `${site.next} ${next}` };
    // Its marker says something of its own; the code of pages is shared, and says it once.
    if (site.marker === undefined || (site.generates ?? []).length > 0) return said;
    return { ...said, marker: { ...site.marker, text: `${site.marker.text}; ${APART}` } };
  }
  const marker = { path: site.path, position: site.range.start, text: APART };
  return { ...site, outcome: 'needs-decision', next, marker };
}

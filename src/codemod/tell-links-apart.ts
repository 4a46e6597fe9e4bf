import { sameRequest, type LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Site } from '../rules/rule.ts';
import { ownEndpoint } from '../rules/server/link-token-endpoint.ts';
import { asksServerIn, endpointKey } from '../rules/server/wanted-endpoint.ts';
import type { Project } from '../scan/project.ts';
import { nameLinks, type SameLink } from './name-links.ts';

/**
 * Where pages ask one endpoint for different Links, they ask by name if the endpoint is ours to write.
 * Else those that differ from the most common one are for a person to tell apart: the server must not
 * take options from the browser.
 */
export function tellLinksApart(project: Project, sites: readonly Site[]): readonly Site[] {
  const changed = new Map<Site, Site>();
  for (const [url, links] of linksByUrl(sites)) {
    if (links.length < 2) continue;
    const endpoint = ownEndpoint(project, url);
    const isOwn = (link: SameLink): boolean =>
      endpoint !== undefined && link.sites.some((site) => asksServerIn(endpoint.home, site));
    const own = links.filter(isOwn);
    // Where the server has pages of its own, others are those of another server.
    const groups = own.length === 0 ? [links] : [own, links.filter((each) => !isOwn(each))];
    for (const group of groups.filter(({ length }) => length > 1)) {
      const named = endpoint?.knowsNames === true ? nameLinks(group, project) : undefined;
      for (const [site, asking] of named ?? []) changed.set(site, asking);
      if (named !== undefined) continue;
      for (const site of lessCommon(group)) changed.set(site, undecided(site));
    }
  }
  return sites.map((site) => changed.get(site) ?? site);
}

function linksByUrl(sites: readonly Site[]): ReadonlyMap<string, readonly SameLink[]> {
  const byUrl = new Map<string, { readonly request: LinkTokenRequest; readonly sites: Site[] }[]>();
  for (const site of sites) {
    const url = urlOf(site);
    const { request } = site;
    if (url === undefined || request?.purpose !== 'link') continue;
    const key = endpointKey(url);
    const links = byUrl.get(key) ?? [];
    const same = links.find((each) => sameRequest(each.request, request));
    if (same === undefined) links.push({ request, sites: [site] });
    else same.sites.push(site);
    byUrl.set(key, links);
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

import { sameRequest, type LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import type { CollectedRequest } from './codemod-plan.ts';
import { placeOf } from './findings-of.ts';

/** The link-token requests that nothing answers yet; those that one route can answer are one. */
export function collectRequests(project: Project, sites: readonly Site[]): CollectedRequest[] {
  const collected: {
    readonly request: LinkTokenRequest;
    readonly notes: Set<string>;
    readonly urls: Set<string>;
    readonly places: CollectedRequest['sites'][number][];
  }[] = [];
  const answered = sites.flatMap(answeredBy);
  for (const site of sites) {
    const { request, path } = site;
    if (request === undefined || answered.some((each) => sameRequest(each, request))) continue;
    const place = { path, line: placeOf(project, site).line };
    const same = collected.find((other) => sameRequest(other.request, request));
    const one = same ?? { request, notes: new Set(), urls: new Set(), places: [] };
    if (same === undefined) collected.push(one);
    for (const note of request.notes) one.notes.add(note);
    for (const url of urlsOf(site)) one.urls.add(url);
    one.places.push(place);
  }
  return collected.map(({ request, notes, urls, places }) => ({
    request: { ...request, notes: [...notes] },
    urls: [...urls],
    sites: places,
  }));
}

/** The requests for which an endpoint is written in the same run. */
function answeredBy({ generates = [], answers = [] }: Site): readonly LinkTokenRequest[] {
  const written = generates.flatMap((code) =>
    code.kind === 'link-token-endpoint' ? (code.named ?? [code]) : [],
  );
  return [...answers, ...written.map(({ request }) => request)];
}

/** `'/link_token?platform=' + Platform.OS` as `/link_token?platform=ios|android`. */
function asked(url: string): string {
  return url
    .replace(/(['"]) \+ \w*Platform\.OS\b/, 'ios|android$1')
    .replace(/^(['"])(.*)\1$/, '$2');
}

/** Where the site's page asks for its token; a literal without its quotes. */
function urlsOf({ generates = [], asks }: Site): readonly string[] {
  const own = asks === undefined ? [] : [asks];
  return [
    ...own,
    ...generates.flatMap((code) => ('source' in code ? [asked(code.source.url)] : [])),
  ];
}

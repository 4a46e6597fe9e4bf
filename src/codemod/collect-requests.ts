import { sameRequest, type LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import type { CollectedRequest } from './codemod-plan.ts';
import { placeOf } from './findings-of.ts';

/** The link-token requests that nothing answers yet; those that one route can answer are one. */
export function collectRequests(project: Project, sites: readonly Site[]): CollectedRequest[] {
  const collected: {
    request: LinkTokenRequest;
    places: CollectedRequest['sites'];
    urls: ReadonlySet<string>;
  }[] = [];
  for (const site of sites) {
    const { request, path } = site;
    if (request === undefined || isAnswered(request, sites)) continue;
    const place = { path, line: placeOf(project, site).line };
    const same = collected.find((other) => sameRequest(other.request, request));
    const urls = urlsOf(site);
    if (same === undefined) collected.push({ request, places: [place], urls: new Set(urls) });
    else {
      same.urls = new Set([...same.urls, ...urls]);
      const notes = new Set([...same.request.notes, ...request.notes]);
      same.request = { ...same.request, notes: [...notes] };
      same.places = [...same.places, place];
    }
  }
  return collected.map(({ request, places, urls }) => ({
    request,
    urls: [...urls],
    sites: places,
  }));
}

/** Whether an endpoint for it is written in the same run. */
function isAnswered(request: LinkTokenRequest, sites: readonly Site[]): boolean {
  return sites.some(
    ({ generates = [], answers = [] }) =>
      answers.some((each) => sameRequest(each, request)) ||
      generates.some(
        (code) =>
          code.kind === 'link-token-endpoint' &&
          (code.named ?? [code]).some((each) => sameRequest(each.request, request)),
      ),
  );
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

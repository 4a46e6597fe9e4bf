import { sameRequest, type LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import type { CollectedRequest } from './codemod-plan.ts';
import { placeOf } from './findings-of.ts';

/** The link-token requests of the sites; those that one route can answer are one. */
export function collectRequests(project: Project, sites: readonly Site[]): CollectedRequest[] {
  const collected: { request: LinkTokenRequest; places: CollectedRequest['sites'] }[] = [];
  for (const site of sites) {
    const { request, path } = site;
    if (request === undefined) continue;
    const place = { path, line: placeOf(project, site).line };
    const same = collected.find((other) => sameRequest(other.request, request));
    if (same === undefined) collected.push({ request, places: [place] });
    else {
      const notes = new Set([...same.request.notes, ...request.notes]);
      same.request = { ...same.request, notes: [...notes] };
      same.places = [...same.places, place];
    }
  }
  return collected.map(({ request, places }) => ({ request, sites: places }));
}

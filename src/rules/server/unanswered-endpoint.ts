import { linkRequestBody, type RequestBody } from '../../plaid/link-request-body.ts';
import type { LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { Json } from '../../plaid/json.ts';
import type { Placed } from '../../scan/code-place.ts';
import type { Site } from '../rule.ts';
import type { Endpoint } from './endpoint-code.ts';

/**
 * Pages ask for link tokens now, and a person writes what answers them. The marker says what to send, as
 * no later run knows it any more: the options are gone from the pages.
 */
export function unansweredEndpoint(
  { node, place }: Placed,
  wanted: Endpoint,
  why: string,
  next: string,
): Site {
  const path = place.file.path;
  const range = { start: node.getStart(place.script.source), end: node.end };
  return {
    rule: 'link-token-endpoint',
    path,
    range,
    outcome: 'needs-decision',
    message: `Pages ask ${wanted.url} for a link_token, and nothing answers it yet${why}.`,
    next,
    edits: [],
    marker: {
      path,
      position: range.start,
      text: `answer ${wanted.url} with { link_token }, of /link/token/create with ${requestsOf(wanted)}`,
    },
  };
}

function requestsOf({ request, named }: Endpoint): string {
  if (named === undefined) return lineOf(request);
  return named.map((each) => `${lineOf(each.request)} for ?link=${each.name}`).join(', ');
}

/** On one line, and with nothing that would end a comment. */
function lineOf(request: LinkTokenRequest): string {
  const objects = (_: string, value: Json | RequestBody): unknown =>
    value instanceof Map ? Object.fromEntries(value) : value;
  return JSON.stringify(linkRequestBody(request), objects)
    .replaceAll('*/', String.raw`*\/`)
    .replaceAll('-->', String.raw`--\u003e`);
}

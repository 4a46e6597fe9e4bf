import { mutationRequest } from './mutation-request.ts';
import type { LinkTokenSource } from './link-token-source.ts';

/**
 * The template of a chain that asks the app's server for a link token, for {@link inStyle}; its promise
 * holds the token. `%url%` and `%client%` are the user's own code.
 */
export function tokenRequest(source: LinkTokenSource): string {
  if (source.mutation !== undefined)
    return mutationRequest(source, source.mutation, optionParts(source));
  switch (source.client.kind) {
    case 'fetch':
      return fetchRequest(source);
    case 'axios':
      return checked(axiosCall(source), 'response', 'response.data');
    case 'jquery':
      return checked(jqueryCall(source), 'response', 'response');
    case 'callable':
      return checked('%client%%url%)()', 'result', 'result.data');
    case 'meteor':
      return checked(METEOR_CALL, 'answer', 'answer');
    case 'apollo':
      return mutationRequest(source, 'createLinkToken', optionParts(source));
  }
}

function fetchRequest(source: LinkTokenSource): string {
  return `fetch(%url%, { ${["method: 'POST'", ...optionParts(source)].join(', ')} })
  .then(FN(response) {
    if (!response.ok) throw new Error('No link_token: the server answered ' + response.status);
    return response.json();
  })
  .then(FN(body«: any») {
    if (!body.link_token) throw new Error('No link_token in the answer of the server');
    return body.link_token;
  })`;
}

function checked(call: string, name: string, answer: string): string {
  return `${call}
  .then(FN(${name}«: any») {
    if (!${answer}.link_token) throw new Error('No link_token in the answer of the server');
    return ${answer}.link_token;
  })`;
}

/** Methods take a callback in every version; only in the newest do they give a promise, too. */
const METEOR_CALL = `new Promise(FN(resolve«: any», reject«: any») {
  %client%.call(%url%, FN(error«: any», answer«: any») {
    if (error) reject(error);
    else resolve(answer);
  });
})`;

function axiosCall(source: LinkTokenSource): string {
  const options = optionParts(source);
  return options.length === 0
    ? '%client%.post(%url%)'
    : `%client%.post(%url%, {}, { ${options.join(', ')} })`;
}

function jqueryCall(source: LinkTokenSource): string {
  const options = ['url: %url%', "type: 'POST'", "dataType: 'json'", ...optionParts(source)];
  return `Promise.resolve(%client%.ajax({ ${options.join(', ')} }))`;
}

function optionParts({ options }: LinkTokenSource): readonly string[] {
  return options.map((_, index) => `%option${String(index)}%`);
}

/** The code that says why a request failed, of the `error` it failed with: jQuery rejects with no Error. */
export function failureText({ client }: LinkTokenSource): string {
  return client.kind === 'jquery'
    ? "error.message || 'No link_token: the server answered ' + error.status"
    : 'error.message';
}

/** The user's own code in {@link tokenRequest}, by the names its template has for it. */
export function tokenRequestParts(source: LinkTokenSource): Record<string, string> {
  const parts: Record<string, string> = { url: source.url };
  if (source.client.kind !== 'fetch') parts['client'] = source.client.name;
  source.options.forEach((text, index) => {
    parts[`option${String(index)}`] = text;
    if (text.startsWith('headers:')) parts['headers'] = entriesOf(text);
  });
  return parts;
}

/** What stands in the braces of `headers: { … }`, or is spread there. */
function entriesOf(headers: string): string {
  const value = headers.slice('headers:'.length).trim();
  return /^\{[^]*\}$/.test(value) ? value.slice(1, -1).trim() : `...${value}`;
}

/** Indents all lines but the first by `depth` levels of a template. */
export function nested(template: string, depth: number): string {
  return template.replaceAll('\n', `\n${'  '.repeat(depth)}`);
}

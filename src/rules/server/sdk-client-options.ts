import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { clientOptions } from './sdk-constructor.ts';

/** What the options of an old client become. */
export interface RaisedOptions {
  /** Names and values, as source text. */
  readonly headers: readonly (readonly [string, string])[];
  /** Further entries of `baseOptions`, as source text. */
  readonly others: readonly string[];
  /** The version of the API it asked for. */
  readonly version: string | undefined;
  readonly gone: readonly ts.Node[];
  readonly open: string | undefined;
}

/** Options that mean the same to axios, which the SDK calls Plaid with since 5. */
const OF_AXIOS = ['timeout', 'httpAgent', 'httpsAgent', 'maxRedirects', 'transformResponse'];

/** Reads the options of an old client; `inner` is the new text of a part of it. */
export function raisedOptions(
  options: ts.Expression | undefined,
  place: CodePlace,
  inner: (part: ts.Node) => string,
): RaisedOptions {
  const none = { headers: [], others: [], version: undefined, gone: [], open: undefined };
  if (options === undefined) return none;
  const literal = clientOptions(options, place)?.node;
  if (literal === undefined) {
    const others = [`...${inner(options)}`];
    return { ...none, others, open: 'check which of these options axios takes' };
  }
  const headers: (readonly [string, string])[] = [];
  const others: string[] = [];
  const unknown: string[] = [];
  let version: string | undefined;
  for (const property of literal.properties) {
    const name = property.name?.getText().replaceAll(/['"]/g, '') ?? '';
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    if (name === 'version' && value !== undefined) {
      version = ts.isStringLiteralLike(value) ? value.text : 'another';
    } else if (name === 'clientApp' && value !== undefined) {
      headers.push(['Plaid-Client-App', inner(value)]);
    } else {
      others.push(inner(property));
      if (!OF_AXIOS.includes(name)) unknown.push(name === '' ? 'these options' : name);
    }
  }
  return {
    headers,
    others,
    version,
    gone: literal === options ? [] : [options],
    open:
      unknown.length === 0
        ? undefined
        : `the SDK uses axios today: check what it takes for ${unknown.join(', ')}`,
  };
}

import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { clientOptions } from './sdk-constructor.ts';

/** What the options of an old client become. */
export interface RaisedOptions {
  /** Names and values, as source text. */
  readonly headers: readonly (readonly [string, string])[];
  /** Further entries of `baseOptions`, and what they come from. */
  readonly others: readonly { readonly node: ts.Node; readonly text: string }[];
  /** The options themselves, where they are known. */
  readonly literal: ts.ObjectLiteralExpression | undefined;
  /** The version of the API it asked for. */
  readonly version: string | undefined;
  readonly gone: readonly ts.Node[];
  readonly open: string | undefined;
}

/** Options that mean the same to axios, which the SDK calls Plaid with since 5. */
const OF_AXIOS: ReadonlySet<string> = new Set([
  'timeout',
  'httpAgent',
  'httpsAgent',
  'maxRedirects',
  'transformResponse',
]);

/** Reads the options of an old client; `inner` is the new text of a part of it. */
export function raisedOptions(
  options: ts.Expression | undefined,
  place: CodePlace,
  inner: (part: ts.Node) => string,
): RaisedOptions {
  const none: RaisedOptions = {
    headers: [],
    others: [],
    literal: undefined,
    version: undefined,
    gone: [],
    open: undefined,
  };
  if (options === undefined) return none;
  const literal = clientOptions(options, place)?.node;
  if (literal === undefined) {
    const others = [{ node: options, text: `...${inner(options)}` }];
    return { ...none, others, open: 'check which of these options axios takes' };
  }
  const headers: (readonly [string, string])[] = [];
  const others: { node: ts.Node; text: string }[] = [];
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
      others.push({ node: property, text: inner(property) });
      if (!OF_AXIOS.has(name)) unknown.push(name === '' ? 'these options' : name);
    }
  }
  return {
    headers,
    others,
    literal,
    version,
    gone: literal === options ? [] : [options],
    open:
      unknown.length === 0
        ? undefined
        : `the SDK uses axios today: check what it takes for ${unknown.join(', ')}`,
  };
}

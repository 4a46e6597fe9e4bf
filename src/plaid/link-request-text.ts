import { isList, isObject } from './link-literals.ts';
import type { LinkTokenRequest } from './link-token-request.ts';
import type { OptionValue } from './link-option.ts';
import type { Json } from './json.ts';

/** The lines of an object: a name and either a text, or the lines of an object in it. */
type Lines = Map<string, string | Lines>;

/**
 * The body of `/link/token/create` for a person to paste, as JSON with comments. What only a person
 * can fill in is empty or null, which Plaid refuses, so that a forgotten one does not pass for a value.
 */
export function describeRequest(request: LinkTokenRequest): string {
  const body: Lines = new Map();
  const user: Lines = new Map();
  body.set('user', user);
  user.set(
    'client_user_id',
    blank('""', 'your own id of the signed-in user, no email address or phone number'),
  );
  if (!has(request, 'client_name')) body.set('client_name', blank('""', 'the name of your app'));
  for (const { name, value, on } of request.fields) {
    const only = on === undefined ? '' : ` /* on ${PLATFORMS[on]} alone */`;
    put(body, name.split('.'), valueText(value) + only);
  }
  switch (request.purpose) {
    case 'update':
      body.set('access_token', blank('""', 'the access_token of the Item to update'));
      break;
    case 'payment':
      put(body, ['payment_initiation', 'payment_id'], blank('""', 'the payment_id of the payment'));
      break;
    case 'link':
      if (!has(request, 'products')) body.set('products', blank('[]', 'at least one product'));
      break;
  }
  return objectText(body, '');
}

const PLATFORMS = { ios: 'iOS', android: 'Android' } as const;

function has(request: LinkTokenRequest, name: string): boolean {
  return request.fields.some((field) => field.name === name);
}

function put(lines: Lines, [name = '', ...inner]: readonly string[], text: string): void {
  if (inner.length === 0) {
    lines.set(name, text);
    return;
  }
  const known = lines.get(name);
  const object = known instanceof Map ? known : new Map();
  lines.set(name, object);
  put(object, inner, text);
}

function blank(value: string, what: string): string {
  return `${value} /* fill in: ${what} */`;
}

function valueText(value: OptionValue): string {
  return value.kind === 'literal'
    ? literalText(value.value)
    : `null /* was: ${commentText(value.text)} in the browser */`;
}

/** JSON in one line, with room between. */
function literalText(value: Json): string {
  if (isList(value)) return `[${value.map(literalText).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([name, entry]) => `${JSON.stringify(name)}: ${literalText(entry)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Source text on one line that neither ends a comment nor, where comments nest, begins one. */
function commentText(text: string): string {
  return text
    .replace(/[\s\p{C}]+/gu, ' ')
    .replace(/\*(?=\/)|\/(?=\*)/g, '$& ')
    .trim();
}

function objectText(lines: Lines, indent: string): string {
  const entries = [...lines].map(([name, value]) => {
    const text = value instanceof Map ? objectText(value, `${indent}  `) : value;
    return `${indent}  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

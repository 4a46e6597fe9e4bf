import { isObject } from './link-literals.ts';
import type { LinkTokenRequest } from './link-token-request.ts';
import type { Json } from './json.ts';

/** An object of a request: values, and objects in it. */
export type RequestBody = ReadonlyMap<string, Json | RequestBody>;

type Body = Map<string, Json | Body>;

/**
 * The body of `/link/token/create`, nested as Plaid has it, with `user.client_user_id` first. What only
 * a person can fill in is empty, which Plaid refuses.
 */
export function linkRequestBody(request: LinkTokenRequest): RequestBody {
  const body: Body = new Map();
  put(body, ['user', 'client_user_id'], '');
  if (!has(request, 'client_name')) put(body, ['client_name'], '');
  for (const { name, value, on } of request.fields) {
    // The samples do not know where an app runs; a note says what it is sent there.
    if (on !== undefined) continue;
    put(body, name.split('.'), value.kind === 'literal' ? value.value : emptyOf(name));
  }
  switch (request.purpose) {
    case 'update':
      put(body, ['access_token'], '');
      break;
    case 'payment':
      put(body, ['payment_initiation', 'payment_id'], '');
      break;
    case 'link':
      if (!has(request, 'products')) put(body, ['products'], []);
      break;
  }
  return body;
}

/** What stands for a value that only a person knows, in the type of the field. */
function emptyOf(name: string): Json {
  return name === 'products' || name === 'country_codes' ? [] : '';
}

/** Whether a value is an object of the request. */
export function isBody(value: Json | RequestBody): value is RequestBody {
  return value instanceof Map;
}

function has(request: LinkTokenRequest, field: string): boolean {
  return request.fields.some(({ name }) => name === field);
}

function put(body: Body, [name = '', ...inner]: readonly string[], value: Json): void {
  if (inner.length > 0) {
    const known = body.get(name);
    const branch: Body = known instanceof Map ? known : new Map();
    body.set(name, branch);
    put(branch, inner, value);
  } else if (isObject(value)) {
    for (const [key, each] of Object.entries(value)) put(body, [name, key], each);
  } else body.set(name, value);
}

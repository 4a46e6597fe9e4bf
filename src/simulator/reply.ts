/** A JSON object as it came in: nothing about it is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What the simulator answers. `request_id` is added when it is sent. */
export type Reply =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: JsonObject;
      /** Seconds, for a `Retry-After` header. */
      readonly retryAfter?: number;
    }
  | { readonly kind: 'html'; readonly status: number; readonly html: string }
  /** No answer: the connection is cut. */
  | { readonly kind: 'drop' };

/** A successful answer of a route. */
export function ok(body: JsonObject): Reply {
  return { kind: 'json', status: 200, body };
}

/**
 * An error answer with the keys of Plaid's error body, in which `request_id` follows when it is
 * sent. Source: `PlaidError` of Plaid's OpenAPI description and recorded answers.
 */
export function refusal(
  status: number,
  errorType: string,
  errorCode: string,
  errorMessage: string,
): Reply & { kind: 'json' } {
  return {
    kind: 'json',
    status,
    body: {
      display_message: null,
      documentation_url: 'https://plaid.com/docs/errors/',
      error_code: errorCode,
      error_message: errorMessage,
      error_type: errorType,
      suggested_action: null,
    },
  };
}

/** The request's form is wrong: 400 INVALID_REQUEST. */
export function invalidRequest(errorCode: string, errorMessage: string): Reply {
  return refusal(400, 'INVALID_REQUEST', errorCode, errorMessage);
}

/** A value names nothing Plaid knows: 400 INVALID_INPUT. */
export function invalidInput(errorCode: string, errorMessage: string): Reply {
  return refusal(400, 'INVALID_INPUT', errorCode, errorMessage);
}

/** The endpoint does not exist. Plaid's pages of different years give 404 and 400; we answer 404. */
export function notFound(): Reply {
  return refusal(404, 'INVALID_REQUEST', 'NOT_FOUND', 'the requested endpoint was not found');
}

/** The name under which a reply is counted: `ok`, an `error_code`, or what else it is. */
export function outcomeOf(reply: Reply): string {
  if (reply.kind !== 'json') return reply.kind;
  const code = reply.body['error_code'];
  return typeof code === 'string' ? code : 'ok';
}

/** Whether a parsed JSON value is an object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string of a body; undefined where it is absent or something else. */
export function textOf(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

/** The strings of an array of a body; empty where it is absent or something else. */
export function textsOf(body: JsonObject, name: string): string[] {
  const value = body[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** An object of a body; empty where it is absent or something else. */
export function objectOf(body: JsonObject, name: string): JsonObject {
  const value = body[name];
  return isJsonObject(value) ? value : {};
}

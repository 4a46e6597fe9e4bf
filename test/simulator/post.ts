import type { Simulator } from '../../src/simulator/simulator.ts';

/** An answer as the tests look at it; `body` is null where it was not JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const credentials = { client_id: 'simulated', secret: 'simulated' };

/** Calls a route with credentials in the body. */
export function post(simulator: Simulator, path: string, body: object = {}): Promise<Answer> {
  return postRaw(simulator, path, JSON.stringify({ ...credentials, ...body }));
}

/** Calls a route with the text as it is. */
export async function postRaw(
  simulator: Simulator,
  path: string,
  text: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(simulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  });
  return readAnswer(response);
}

export async function get(simulator: Simulator, path: string): Promise<Answer> {
  return readAnswer(await fetch(simulator.url + path));
}

/** Calls `update_version` for the Item of an index. */
export function upgrade(simulator: Simulator, index: number): Promise<Answer> {
  return post(simulator, '/item/access_token/update_version', {
    access_token_v1: simulator.items.legacyAccessToken(index),
  });
}

/** A field of an answer that must be a string. */
export function textIn(answer: Answer, name: string): string {
  const value = answer.body[name];
  if (typeof value !== 'string') throw new Error(`no ${name} in ${answer.text}`);
  return value;
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { Configuration, PlaidApi } from 'plaid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sdkMethods, type SdkMethod } from '../../src/plaid/sdk-methods.ts';

/** A request as it left a client, without its credentials. */
interface Sent {
  readonly path: string;
  readonly body: unknown;
}

const sent: Sent[] = [];
const plaid = createServer((request, response) => void record(request, response));

async function record(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = JSON.parse((await text(request)) || '{}');
  const { client_id: _, secret: __, public_key: ___, ...rest } = body;
  sent.push({ path: request.url ?? '', body: rest });
  response.setHeader('content-type', 'application/json');
  response.end('{}');
}

let url = '';
beforeAll(async () => {
  plaid.listen(0, '127.0.0.1');
  await once(plaid, 'listening');
  const address = plaid.address();
  url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
});
afterAll(() => void plaid.close());

/** What leaves while `call` is under way, whatever becomes of the answer. */
async function sentWhile(call: () => Promise<unknown>): Promise<Sent> {
  sent.length = 0;
  await call().catch(() => {});
  expect(sent).toHaveLength(1);
  return sent[0] ?? { path: '', body: undefined };
}

function methodOf(client: object, name: string): (...values: readonly unknown[]) => unknown {
  const method: unknown = Reflect.get(client, name);
  if (typeof method !== 'function') throw new Error(`there is no ${name}`);
  return (...values) => {
    const answer: unknown = Reflect.apply(method, client, values);
    return answer;
  };
}

/** With a callback: two methods of plaid 4 do not work without one. */
const asOld = (method: (...values: readonly unknown[]) => unknown, values: readonly unknown[]) =>
  new Promise<unknown>((resolve) => void method(...values, resolve));

interface OldSdk {
  readonly environments: { sandbox: string };
  readonly Client: { readonly prototype: object } & (new (...given: unknown[]) => object);
}

const load = createRequire(import.meta.url);

function oldClient(generation: string): object {
  const sdk: OldSdk = load(generation);
  // The constructor takes the URLs of its own table alone.
  sdk.environments.sandbox = url;
  return generation === 'plaid-8'
    ? new sdk.Client({ clientID: 'i', secret: 's', env: url })
    : new sdk.Client('i', 's', 'k', url);
}

function currentClient(): object {
  return new PlaidApi(new Configuration({ basePath: url }));
}

/** The clients of plaid 6 to 8 leave out what they do not know. */
const wholeRequest = { webhook: 'https://a.example/hook' };

/** Values that no two fields share. */
function valueOf(field: string): unknown {
  if (field === '...') return wholeRequest;
  return field === 'options' ? { account_ids: ['a'] } : `of ${field}`;
}

function requestOf({ parameters }: SdkMethod, major: number): object {
  const [first] = parameters;
  if (first?.field === '...') return wholeRequest;
  return Object.fromEntries(
    parameters.map(({ field, since = 0, otherwise }) => [
      field,
      since > major ? JSON.parse((otherwise ?? '').replaceAll("'", '"')) : valueOf(field),
    ]),
  );
}

/** What differs on purpose, in words, and what today's client sends instead. */
function expectedOf(method: SdkMethod, major: number, before: Sent): Sent {
  const body = Object(before.body);
  switch (method.name) {
    // The route has another name, and does the same.
    case 'deleteItem':
      return { ...before, path: '/item/remove' };
    // One route for all processors that have none of their own, which a marker says.
    case 'createProcessorToken':
      return {
        path: '/processor/token/create',
        body: { ...body, processor: 'of processor' },
      };
    // Countries are required today: before version 8 all were meant that were there, the US.
    case 'getInstitutions':
    case 'getInstitutionById':
    case 'searchInstitutionsByName':
      return major < 8 ? { ...before, body: { ...body, country_codes: ['US'] } } : before;
    default:
      return before;
  }
}

/** The last arguments of payments came with version 5: `bacs` and `options`. */
function parametersIn({ name, parameters }: SdkMethod, major: number): SdkMethod['parameters'] {
  const isShorter = /^createPayment(Recipient)?$/.test(name) && major < 5;
  return isShorter ? parameters.slice(0, 3) : parameters;
}

/** The name of `updateItemWebhook` in the first versions of plaid 2. */
const earlier = new Set(['updateAccessTokenWebhook']);

describe.each([
  ['plaid-2', 2],
  ['plaid-4', 4],
  ['plaid-8', 8],
])('what %s sent is what today’s client sends', (generation, major) => {
  const { Client }: OldSdk = load(generation);
  const there = sdkMethods.filter(
    ({ name, current }) => current !== undefined && name in Client.prototype,
  );

  test.each(there)('$name', async (row) => {
    const method = { ...row, parameters: parametersIn(row, major) };
    const given = method.parameters.filter(({ since = 0 }) => since <= major);
    const values = given.map(({ field }) => valueOf(field));
    const old = methodOf(oldClient(generation), method.name);
    const before = await sentWhile(() => asOld(old, values));
    const current = methodOf(currentClient(), method.current ?? '');
    const after = await sentWhile(async () => current(requestOf(method, major)));
    expect(after).toEqual(expectedOf(method, major, before));
  });
});

test('every method that is replaced was in one of them', () => {
  const prototypes = ['plaid-2', 'plaid-4', 'plaid-8'].map((generation) => {
    const { Client }: OldSdk = load(generation);
    return Client.prototype;
  });
  const unseen = sdkMethods
    .filter(({ name, current }) => current !== undefined && !earlier.has(name))
    .filter(({ name }) => !prototypes.some((prototype) => name in prototype));
  expect(unseen.map(({ name }) => name)).toEqual([]);
});

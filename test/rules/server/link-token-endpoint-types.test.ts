import { globSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFixture } from '../../codemod/fixture.ts';
import type { Files } from '../../codemod/migrate.ts';
import { compile, layOut, writeFiles } from '../compile.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const cases = globSync('link-token-endpoint/*', { cwd: fixtures })
  .toSorted()
  .map((name) => {
    const { input, expected } = readFixture(join(fixtures, name));
    return { name, after: new Map([...input, ...expected]) };
  })
  .filter(({ after }) => [...after.keys()].some((path) => path.endsWith('.ts')));

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'endpoint-types-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As much of the types of the frameworks, and of the files around, as the fixtures use. */
const surroundings = `
declare module 'express' {
  export interface Request { body: any; query: Record<string, unknown>; session: { userId: string } }
  export interface Response { json(body: unknown): void; status(code: number): this; locals: any }
  type Handler = (req: Request, res: Response) => void | Promise<void>;
  export interface Router { post(path: string, ...handlers: Handler[]): this }
  export function Router(): Router;
  export default function express(): Router;
}
declare module 'fastify' {
  interface FastifyRequest { body: any; query: unknown; user: { sub: string } }
  interface Server {
    auth: unknown;
    post(path: string, options: object, handler: (request: FastifyRequest) => Promise<object>): void;
  }
  export default function fastify(): Server;
}
declare module 'next' {
  export interface NextApiRequest { method?: string; body: any }
  export interface NextApiResponse {
    json(body: unknown): void;
    status(code: number): this;
    setHeader(name: string, value: string): void;
    end(): void;
  }
}
declare module '@nestjs/common' {
  export const Controller: (path: string) => ClassDecorator;
  export const Post: (path: string) => MethodDecorator;
  export const UseGuards: (guard: unknown) => MethodDecorator;
  export const Body: () => ParameterDecorator;
  export const Req: () => ParameterDecorator;
  export const Query: (name: string) => ParameterDecorator;
  export class BadRequestException extends Error {}
  export const Injectable: () => ClassDecorator;
}
declare module '@nestjs/graphql' {
  export const Resolver: () => ClassDecorator;
  export const Mutation: (type: () => unknown) => MethodDecorator;
  export const Args: (name: string) => ParameterDecorator;
}
declare module 'graphql-tag' { export default function gql(text: TemplateStringsArray): unknown }
declare module 'next/server' {
  export type NextRequest = Request;
  export class NextResponse extends Response {}
}
declare module '@clerk/nextjs/server' { export function auth(): Promise<{ userId: string | null }> }
declare module 'next-auth/next' {
  export function getServerSession(...given: unknown[]): Promise<{ user: { id: string } } | null>;
}
declare module 'firebase-functions/v2/https' {
  export class HttpsError extends Error { constructor(code: string, message: string) }
  interface CallableRequest { data: any; auth?: { uid: string } }
  export function onCall<T>(options: object, handler: (request: CallableRequest) => Promise<T>): unknown;
}
declare module '*/lib/plaid' { export const plaid: import('plaid').PlaidApi }
declare module '*/client' { export const plaidApi: import('plaid').PlaidApi; export const client: import('plaid').PlaidApi }
declare module '*/lib/session' {
  export type Signed<T> = T & { session: { userId: string } };
  export function withSession<T, R>(handler: (req: Signed<T>, res: R) => Promise<void>): unknown;
  export function signedIn(): Promise<{ user: { id: string } }>;
}
declare module '*/jwt.guard' { export class JwtGuard {} }
declare module '*/lib/limit' { export function limit(ip: string): Promise<boolean> }
declare module '*/lib/logger' { export const logger: { info(said: unknown): void } }
declare module '*/lib/items' { export function save(userId: string, token: string): Promise<void> }
declare module '*/auth/[...nextauth]' { export const authOptions: object }
declare module '*/current-user.decorator' { export const CurrentUser: () => ParameterDecorator }
declare module '*/gql-auth.guard' { export class GqlAuthGuard {} }
declare module '*/item.model' { export class Item {} }
declare module '*/user.entity' { export class User { id: string } }
declare module '*/exchange.dto' { export class ExchangeDto { publicToken: string } }
declare module '*/signed-in-request' { export interface SignedInRequest { user: { id: number } } }
`;

test('the endpoint has no type error, with the types of the current SDK', async () => {
  expect(cases.length).toBeGreaterThan(3);
  const root = layOutServer('after');
  for (const { name, after } of cases) writeFiles(join(root, name), scripts(after));
  expect(await compile(root)).toEqual([]);
}, 60_000);

test('the compiler sees the SDK', async () => {
  const root = layOutServer('control');
  const wrong = "import { PlaidApi } from 'plaid';\nnew PlaidApi().getItem('token');\n";
  writeFiles(root, new Map([['wrong.ts', wrong]]));
  expect(await compile(root)).toEqual([expect.stringContaining("'getItem' does not exist")]);
}, 60_000);

function layOutServer(name: string): string {
  const root = join(folder, name);
  writeFiles(root, new Map([['surroundings.d.ts', surroundings]]));
  layOut(root, { plaid: 'plaid', axios: 'axios' }, { experimentalDecorators: true });
  return root;
}

function scripts(files: Files): Files {
  return new Map([...files].filter(([path]) => path.endsWith('.ts')));
}

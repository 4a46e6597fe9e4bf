import path from 'node:path';
import { ts } from 'ts-morph';
import type { EndpointShape } from '../../generate/link-token-endpoint-code.ts';
import { endpointImports, type EndpointImports } from './endpoint-imports.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { ServerRoute } from './server-route.ts';

/** A route of Next.js or Netlify, which is a file of its own. */
export interface FileEndpoint {
  readonly path: string;
  readonly shape: EndpointShape;
  /** The imports above it, given the code that needs them; undefined where one cannot be had. */
  readonly imports: (code: string) => EndpointImports | undefined;
}

/** The file that answers at `url`, beside that of the exchange. */
export function fileEndpoint(route: ServerRoute, url: string): FileEndpoint | undefined {
  const { place } = route.handler;
  const own = place.file.path;
  if (route.framework === 'lambda') return netlifyEndpoint(route, url);
  const inPages = route.framework === 'next-pages';
  const folder = (inPages ? /^(.*\/)?pages(?=\/api\/)/ : /^(.*\/)?app(?=\/)/).exec(own)?.[0];
  const pathname = url.replace(/^https?:\/\/[^/]*/, '');
  if (folder === undefined || place.script.syntaxErrors.length > 0) return undefined;
  if (inPages && !pathname.startsWith('/api/')) return undefined;
  const file = `${folder}${pathname}${inPages ? '' : '/route'}${path.posix.extname(own)}`;
  const shape = inPages ? defaultExport(route) : appHandler(route);
  if (shape === undefined || !isFree(file, place)) return undefined;
  return { path: file, shape, imports: (code) => endpointImports(code, file, place, inPages) };
}

function isFree(file: string, { project }: CodePlace): boolean {
  return !project.has(file) && !project.ignores(file);
}

/** `netlify/functions/exchange.js` answers at `/.netlify/functions/exchange`. */
function netlifyEndpoint(route: ServerRoute, url: string): FileEndpoint | undefined {
  const { node, place } = route.handler;
  const statement = route.registration.node;
  const { source } = place.script;
  const own = path.posix.parse(place.file.path);
  const file = path.posix.join(own.dir, path.posix.basename(url) + own.ext);
  if (own.name === 'index' || !isFree(file, place)) return undefined;
  const isExpression = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
  const end = isExpression ? node.getStart(source) : (node.name?.end ?? node.getStart(source));
  const head = source.text.slice(statement.getStart(source), end);
  const tail = source.text.slice(node.end, statement.end);
  const shape = { kind: 'sibling', head, tail, isExpression, isEntry: false } as const;
  return { path: file, shape, imports: (code) => endpointImports(code, file, place, true) };
}

/** `export async function POST() {…}`, `export const POST = withAuth(async () => {…});` */
function appHandler({ handler: { node, place } }: ServerRoute): EndpointShape | undefined {
  const shape = { kind: 'sibling', tail: '', isExpression: false, isEntry: false } as const;
  if (ts.isFunctionDeclaration(node)) {
    return node.name?.text === 'POST'
      ? { ...shape, head: 'export async function POST' }
      : undefined;
  }
  const { source } = place.script;
  const statement = ts.findAncestor(node, ts.isStatement);
  if (statement === undefined || !/^export const POST\b/.test(statement.getText(source))) {
    return undefined;
  }
  const head = source.text.slice(statement.getStart(source), node.getStart(source));
  const tail = source.text.slice(node.end, statement.end);
  return { ...shape, head, tail, isExpression: true };
}

/** `export default handler`, with what is wrapped around it. */
function defaultExport({ handler: { node, place } }: ServerRoute): EndpointShape | undefined {
  const { source } = place.script;
  const shape = { kind: 'sibling', tail: '', isExpression: false, isEntry: false } as const;
  const isAsync = ts.canHaveModifiers(node)
    ? ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)
    : false;
  const word = isAsync === true ? 'async function' : 'function';
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) {
    return { ...shape, head: `export default ${word} createLinkToken` };
  }
  for (const statement of source.statements) {
    const value = exported(statement);
    if (value === undefined) continue;
    const name = handlerName(node);
    const inner = find(
      value,
      (each) => each === node || (ts.isIdentifier(each) && each.text === name),
    );
    if (inner === undefined) continue;
    const head = source.text.slice(statement.getStart(source), inner.getStart(source));
    const tail = source.text.slice(inner.end, statement.end);
    return { ...shape, head, tail, isExpression: true };
  }
  return undefined;
}

function exported(statement: ts.Statement): ts.Expression | undefined {
  if (ts.isExportAssignment(statement)) return statement.expression;
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const isExport =
    ts.isBinaryExpression(expression) && expression.left.getText() === 'module.exports';
  return isExport ? expression.right : undefined;
}

function handlerName(node: ts.SignatureDeclaration): string | undefined {
  if (node.name !== undefined && ts.isIdentifier(node.name)) return node.name.text;
  const { parent } = node;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)
    ? parent.name.text
    : undefined;
}

function find(node: ts.Node, is: (each: ts.Node) => boolean): ts.Node | undefined {
  return is(node) ? node : ts.forEachChild(node, (each) => find(each, is));
}

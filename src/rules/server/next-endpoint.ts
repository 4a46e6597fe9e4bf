import path from 'node:path';
import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { moduleSpecifier } from '../imported-names.ts';
import type { EndpointShape, FileEdit } from '../rule.ts';
import { boundNames } from './bound-names.ts';
import type { ServerRoute } from './server-route.ts';

/** A route of Next.js, which is a file of its own. */
export interface NextEndpoint {
  readonly path: string;
  readonly shape: EndpointShape;
  /** The imports above it, given the code that needs them; undefined where one cannot be had. */
  readonly imports: (code: string) => NextImports | undefined;
}

interface NextImports {
  readonly lines: readonly string[];
  /** Exports of the file of the exchange that the new file needs. */
  readonly edits: readonly FileEdit[];
}

/** The file that answers at `url`, beside that of the exchange. */
export function nextEndpoint(route: ServerRoute, url: string): NextEndpoint | undefined {
  const { place } = route.handler;
  const own = place.file.path;
  const inPages = route.framework === 'next-pages';
  const folder = (inPages ? /^(.*\/)?pages(?=\/api\/)/ : /^(.*\/)?app(?=\/)/).exec(own)?.[0];
  const pathname = url.replace(/^https?:\/\/[^/]*/, '');
  if (folder === undefined || place.script.syntaxErrors.length > 0) return undefined;
  if (inPages && !pathname.startsWith('/api/')) return undefined;
  const file = `${folder}${pathname}${inPages ? '' : '/route'}${path.posix.extname(own)}`;
  const shape = inPages ? defaultExport(route) : appHandler(route);
  if (shape === undefined || place.project.has(file) || place.project.ignores(file))
    return undefined;
  return { path: file, shape, imports: (code) => importsOf(code, file, place, inPages) };
}

function appHandler({ handler: { node } }: ServerRoute): EndpointShape | undefined {
  if (!ts.isFunctionDeclaration(node) || node.name?.text !== 'POST') return undefined;
  const head = 'export async function POST';
  return { kind: 'sibling', head, tail: '', isExpression: false, isEntry: false };
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

function importsOf(
  code: string,
  file: string,
  { file: own, script: { source } }: CodePlace,
  mayExport: boolean,
): NextImports | undefined {
  const bare = code.replaceAll(/\/\/.*|'[^'\n]*'|"[^"\n]*"/g, '');
  const used = new Set(bare.match(/(?<![.\w$])[A-Za-z_$][\w$]*/g) ?? []);
  const lines: string[] = [];
  const edits: FileEdit[] = [];
  const from = (module: string): string =>
    module.startsWith('.') ? moved(module, own.path, file) : module;
  for (const statement of source.statements) {
    const text = statement.getText(source);
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const names = importedNames(statement, used);
      const module = statement.moduleSpecifier.getText(source);
      const quote = module.charAt(0);
      const end = text.endsWith(';') ? ';' : '';
      const specifier = `${quote}${from(statement.moduleSpecifier.text)}${quote}`;
      if (names !== undefined) lines.push(`import ${names} from ${specifier}${end}`);
      continue;
    }
    if (!ts.isVariableStatement(statement)) continue;
    const names = statement.declarationList.declarations.flatMap((each) => boundNames(each.name));
    const needed = names.filter((name) => used.has(name));
    if (needed.length === 0) continue;
    const module = /\brequire\((['"])(.+?)\1\)/.exec(text)?.[2];
    if (module !== undefined) lines.push(text.replace(module, from(module)));
    else if (ts.getModifiers(statement) !== undefined || mayExport) {
      // The client is made here: this file shares it.
      if (!source.statements.some(ts.isImportDeclaration)) return undefined;
      const start = statement.getStart(source);
      if (ts.getModifiers(statement) === undefined) {
        edits.push({ path: own.path, start, end: start, text: 'export ' });
      }
      const quote = source.text.includes('"') && !source.text.includes("'") ? '"' : "'";
      const specifier = moduleSpecifier(file, own.path, false);
      lines.push(
        `import { ${needed.join(', ')} } from ${quote}${specifier}${quote}${text.endsWith(';') ? ';' : ''}`,
      );
    } else return undefined;
  }
  return { lines, edits };
}

function moved(module: string, from: string, to: string): string {
  const target = path.posix.join(path.posix.dirname(from), module);
  const relative = path.posix.relative(path.posix.dirname(to), target);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

/** What of an import is used, as it is written between `import` and `from`. */
function importedNames(
  { importClause: clause }: ts.ImportDeclaration,
  used: ReadonlySet<string>,
): string | undefined {
  if (clause === undefined) return undefined;
  const parts: string[] = [];
  if (clause.name !== undefined && used.has(clause.name.text)) parts.push(clause.name.text);
  const bindings = clause.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
    if (used.has(bindings.name.text)) parts.push(bindings.getText());
  } else if (bindings !== undefined) {
    const names = bindings.elements.filter(({ name }) => used.has(name.text));
    if (names.length > 0) parts.push(`{ ${names.map((each) => each.getText()).join(', ')} }`);
  }
  const word = /^type\b/.test(clause.getText()) ? 'type ' : '';
  return parts.length === 0 ? undefined : word + parts.join(', ');
}

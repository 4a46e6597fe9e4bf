import path from 'node:path';
import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { moduleSpecifier } from '../edits/imported-names.ts';
import type { FileEdit } from '../rule.ts';
import { boundNames } from './bound-names.ts';

/** What stands above the code of a new file. */
export interface EndpointImports {
  readonly lines: readonly string[];
  /** Exports of the file of the exchange that the new file needs. */
  readonly edits: readonly FileEdit[];
}

/** What the code of a new file takes from elsewhere; undefined where something cannot be had. */
export function endpointImports(
  code: string,
  file: string,
  { file: own, script: { source } }: CodePlace,
  mayExport: boolean,
): EndpointImports | undefined {
  const bare = code.replaceAll(/\/\/.*|'[^'\n]*'|"[^"\n]*"/g, '');
  const used = new Set(bare.match(/(?<![.\w$])[A-Za-z_$][\w$]*/g) ?? []);
  for (const [, name = ''] of bare.matchAll(/\b(?:function|const|var)\s+(\w+)/g)) used.delete(name);
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
    const needed = declaredNames(statement).filter((name) => used.has(name));
    if (needed.length === 0) continue;
    const module = ts.isVariableStatement(statement)
      ? /\brequire\((['"])(.+?)\1\)/.exec(text)?.[2]
      : undefined;
    if (module !== undefined) {
      lines.push(text.replace(module, from(module)));
      continue;
    }
    // What is made here, such as the client, this file shares.
    const isExported = ts.canHaveModifiers(statement) && isExport(statement);
    if (!isExported && !mayExport) return undefined;
    const isModule = source.statements.some(ts.isImportDeclaration);
    if (!isModule && !/\bexports\.\w+ =/.test(source.text)) return undefined;
    if (!isExported) edits.push(...exportEdits(statement, needed, isModule, own.path, source));
    const quote = source.text.includes('"') && !source.text.includes("'") ? '"' : "'";
    const specifier = `${quote}${moduleSpecifier(file, own.path, false)}${quote}`;
    const end = /;[ \t]*\r?$/m.test(source.text) ? ';' : '';
    const names = `{ ${needed.join(', ')} }`;
    lines.push(
      isModule
        ? `import ${names} from ${specifier}${end}`
        : `const ${names} = require(${specifier})${end}`,
    );
  }
  return { lines, edits };
}

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((each) => boundNames(each.name));
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function isExport(node: ts.HasModifiers): boolean {
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function exportEdits(
  statement: ts.Statement,
  names: readonly string[],
  isModule: boolean,
  file: string,
  source: ts.SourceFile,
): readonly FileEdit[] {
  const start = statement.getStart(source);
  if (isModule) return [{ path: file, start, end: start, text: 'export ' }];
  const eol = source.text.includes('\r\n') ? '\r\n' : '\n';
  const end = source.text.charAt(statement.end - 1) === ';' ? ';' : '';
  const text = names.map((name) => `${eol}exports.${name} = ${name}${end}`).join('');
  return [{ path: file, start: statement.end, end: statement.end, text }];
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

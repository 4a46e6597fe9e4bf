import { ts } from 'ts-morph';
import type { Script } from './scanned-file.ts';

/** What the names of one script are bound to, by TypeScript's own scoping. */
export interface Symbols {
  /** Undefined for names that are declared nowhere in the script. */
  symbolOf(name: ts.Identifier): ts.Symbol | undefined;
  /** Every use of what `name` declares or refers to in the script, the declaration included. */
  usesOf(name: ts.Identifier): readonly ts.Identifier[];
}

const known = new WeakMap<ts.SourceFile, Symbols>();

/** The symbols of a script, made once. No other file, library or configuration is loaded for it. */
export function symbolsOf(script: Pick<Script, 'source'>): Symbols {
  const made = known.get(script.source) ?? readSymbols(script.source);
  known.set(script.source, made);
  return made;
}

function readSymbols(source: ts.SourceFile): Symbols {
  const checker = checkerOf(source);
  const symbolOf = (name: ts.Identifier) => {
    const parent = name.parent;
    // `{ key }` reads the variable and names a property; the variable is meant.
    if (ts.isShorthandPropertyAssignment(parent) && parent.name === name) {
      return checker.getShorthandAssignmentValueSymbol(parent);
    }
    // `{ key } = o` declares the variable, not the property.
    if (ts.isBindingElement(parent) && parent.propertyName === name) return undefined;
    if (ts.isPropertyAccessExpression(parent) && parent.name === name) return undefined;
    // `export { key }` reads the variable and declares an export; the variable is meant.
    if (ts.isExportSpecifier(parent) && (parent.propertyName ?? parent.name) === name) {
      return checker.getExportSpecifierLocalTargetSymbol(parent);
    }
    const symbol = checker.getSymbolAtLocation(name);
    const isDeclared = symbol?.declarations?.some(
      (each) => each.getSourceFile() === source && !isImplied(each),
    );
    return isDeclared === true ? symbol : undefined;
  };
  let byText: Map<string, ts.Identifier[]> | undefined;
  return {
    symbolOf,
    usesOf: (name) => {
      const symbol = symbolOf(name);
      if (symbol === undefined) return [];
      byText ??= identifiersByText(source);
      return (byText.get(name.text) ?? []).filter((each) => symbolOf(each) === symbol);
    },
  };
}

/** `window.handler = x` makes TypeScript think of a `window` that the script declares, `exports.x = x` of the file. */
function isImplied(declaration: ts.Declaration): boolean {
  return ts.isIdentifier(declaration) || ts.isSourceFile(declaration);
}

function identifiersByText(source: ts.SourceFile): Map<string, ts.Identifier[]> {
  const byText = new Map<string, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const same = byText.get(node.text);
      if (same === undefined) byText.set(node.text, [node]);
      else same.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return byText;
}

function checkerOf(source: ts.SourceFile): ts.TypeChecker {
  // A page is no root file to TypeScript; its script is, under another name, which it writes down.
  const { fileName } = source;
  const root = '/script.tsx';
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === root ? source : undefined),
    getDefaultLibFileName: () => 'lib.d.ts',
    writeFile: () => {},
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === root,
    readFile: () => undefined,
    // What a script imports is not there, and TypeScript would look for it in many places.
    resolveModuleNameLiterals: (names) => names.map(() => ({ resolvedModule: undefined })),
  };
  const options: ts.CompilerOptions = {
    allowJs: true,
    noLib: true,
    noResolve: true,
    types: [],
    jsx: ts.JsxEmit.Preserve,
    target: ts.ScriptTarget.Latest,
  };
  const checker = ts.createProgram({ rootNames: [root], options, host }).getTypeChecker();
  source.fileName = fileName;
  return checker;
}

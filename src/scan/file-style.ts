import { ts } from 'ts-morph';
import { quoteStyle } from './quote-style.ts';
import type { Script } from './scanned-file.ts';

/** How a script is written, for code that is added to it. */
export interface FileStyle {
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  /** One level of indentation. */
  readonly indent: string;
  readonly lineEnd: '\n' | '\r\n';
  /** `es5`: no arrows and no const, as in pages for old browsers. */
  readonly syntax: 'es5' | 'modern';
  readonly typescript: boolean;
  /** Whether a space stands behind the word in `function (x) {`. */
  readonly functionSpace: boolean;
  /** Whether lists over several lines end in a comma. */
  readonly trailingComma: boolean;
}

/** What a function expression begins with, up to its parenthesis. */
export function functionWord({ functionSpace }: FileStyle): string {
  return functionSpace ? 'function ' : 'function';
}

/** Reads the style off the script itself; where it says nothing, the most common style. */
export function fileStyle(script: Pick<Script, 'source'>): FileStyle {
  const { source } = script;
  const seen = look(source);
  return {
    quote: quoteStyle(source),
    semicolons: seen.withSemicolon >= seen.withoutSemicolon,
    indent: indentOf(source.text),
    lineEnd: source.text.includes('\r\n') ? '\r\n' : '\n',
    syntax: seen.modern ? 'modern' : 'es5',
    typescript: (source.flags & ts.NodeFlags.JavaScriptFile) === 0,
    functionSpace: source.text.split('function(').length <= source.text.split('function (').length,
    trailingComma: seen.withComma > seen.withoutComma,
  };
}

interface Seen {
  withSemicolon: number;
  withoutSemicolon: number;
  withComma: number;
  withoutComma: number;
  modern: boolean;
}

function look(source: ts.SourceFile): Seen {
  const seen: Seen = {
    withSemicolon: 0,
    withoutSemicolon: 0,
    withComma: 0,
    withoutComma: 0,
    modern: false,
  };
  const visit = (node: ts.Node): void => {
    if (
      ts.isExpressionStatement(node) ||
      ts.isVariableStatement(node) ||
      ts.isImportDeclaration(node)
    ) {
      if (source.text.charAt(node.end - 1) === ';') seen.withSemicolon += 1;
      else seen.withoutSemicolon += 1;
    }
    if (ts.isObjectLiteralExpression(node) && node.getText(source).includes('\n')) {
      if (node.properties.hasTrailingComma) seen.withComma += 1;
      else if (node.properties.length > 0) seen.withoutComma += 1;
    }
    seen.modern ||= isModern(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return seen;
}

function isModern(node: ts.Node): boolean {
  return (
    ts.isArrowFunction(node) ||
    ts.isTemplateLiteral(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    ts.isClassDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) !== 0)
  );
}

/** The step by which the first nested lines are indented. */
export function indentOf(text: string): string {
  const steps = new Map<string, number>();
  let previous = '';
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const own = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (own.startsWith(previous) && own.length > previous.length) {
      const step = own.slice(previous.length);
      if (step === '\t' || /^ {2,8}$/.test(step)) steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    previous = own;
  }
  const [most] = [...steps].toSorted((a, b) => b[1] - a[1]);
  return most?.[0] ?? '  ';
}

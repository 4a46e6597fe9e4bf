import { ts } from 'ts-morph';
import { nodesIn, objectsIn } from './nodes-in.ts';
import { quoteStyle } from './quote-style.ts';
import type { ScannedFile, Script } from './scanned-file.ts';

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
export function fileStyle({ source }: Pick<Script, 'source'>): FileStyle {
  const style = styles.get(source) ?? readStyle(source);
  styles.set(source, style);
  return style;
}

const styles = new WeakMap<ts.SourceFile, FileStyle>();

function readStyle(source: ts.SourceFile): FileStyle {
  const statements = ENDED.flatMap((kind) => nodesIn(source, kind, ts.isStatement));
  const ended = statements.filter(({ end }) => source.text.charAt(end - 1) === ';');
  const lists = objectsIn(source).filter(
    (node) => node.properties.length > 0 && node.getText(source).includes('\n'),
  );
  const withComma = lists.filter(({ properties }) => properties.hasTrailingComma);
  return {
    quote: quoteStyle(source),
    semicolons: ended.length * 2 >= statements.length,
    indent: indentOf(source.text),
    lineEnd: source.text.includes('\r\n') ? '\r\n' : '\n',
    syntax: MODERN.some((kind) => nodesIn(source, kind, isModern).length > 0) ? 'modern' : 'es5',
    typescript: (source.flags & ts.NodeFlags.JavaScriptFile) === 0,
    functionSpace: source.text.split('function(').length <= source.text.split('function (').length,
    trailingComma: withComma.length * 2 > lists.length,
  };
}

/** Statements that end in a semicolon, if any does. */
const ENDED = [
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ImportDeclaration,
];

const MODERN = [
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ExportAssignment,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.VariableDeclarationList,
];

function isModern(node: ts.Node): node is ts.Node {
  return !ts.isVariableDeclarationList(node) || (node.flags & ts.NodeFlags.BlockScoped) !== 0;
}

const indents = new WeakMap<ScannedFile, string>();

/** The step by which the lines of a file are indented. */
export function indentOfFile(file: ScannedFile): string {
  const step = indents.get(file) ?? indentOf(file.text);
  indents.set(file, step);
  return step;
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

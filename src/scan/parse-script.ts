import { ts } from 'ts-morph';
import type { ScriptLanguage } from './file-types.ts';
import { blank } from './masking.ts';
import type { SyntaxProblem } from './scanned-file.ts';
import { setParents } from './set-parents.ts';

/** Whether nodes know what they stand in. To look for syntax errors they need not, and parse faster. */
export type Parents = 'parents' | 'no parents';

/** Code as the parser sees it. */
export interface ParsedScript {
  readonly source: ts.SourceFile;
  readonly errors: readonly SyntaxProblem[];
}

/**
 * Parses code. The parser weighs 160 ms: this module and all that import it are loaded with `import()`
 * once a file is left to parse (see `openProject`). Type imports of ts-morph are fine everywhere.
 */
export function parseScript(
  path: string,
  code: string,
  language: ScriptLanguage,
  parents: Parents = 'parents',
): ts.SourceFile {
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const source = ts.createSourceFile(path, code, options, false, scriptKinds[language]);
  if (parents === 'parents') setParents(source);
  return source;
}

/** Parses a piece of a text, read as `code`, where it stands: positions are those of the whole text. */
export function parsePiece(
  path: string,
  piece: { readonly text: string; readonly start: number; readonly code: string },
  language: ScriptLanguage,
): ts.SourceFile {
  const { text, start, code } = piece;
  const source = parseScript(path, code, language);
  // What parses a text with the rest of it blanked reads through all of it, for every piece.
  const move = (range: ts.TextRange): void => {
    Object.assign(range, { pos: range.pos + start, end: range.end + start });
  };
  const moveList = (nodes: ts.NodeArray<ts.Node>): void => {
    move(nodes);
    for (const node of nodes) moveNode(node);
  };
  const moveNode = (node: ts.Node): void => {
    move(node);
    ts.forEachChild(node, moveNode, moveList);
  };
  ts.forEachChild(source, moveNode, moveList);
  return Object.assign(source, { text, end: text.length });
}

/** Parses whatever users have: code that is too much for the parser has an error and no statements. */
export function parseAnything(
  path: string,
  code: string,
  language: ScriptLanguage,
  parents?: Parents,
): ParsedScript {
  try {
    const source = parseScript(path, code, language, parents);
    return { source, errors: syntaxErrorsOf(source) };
  } catch (error) {
    // The parser calls itself for every bracket: thousands in each other exhaust the stack.
    if (!(error instanceof RangeError)) throw error;
    const problem = { position: 0, message: 'Nested too deeply to be parsed.' };
    return { source: parseScript(path, blank(code), language, parents), errors: [problem] };
  }
}

// A `.js` file may hold JSX and, as far as the parser goes along, the types of Flow.
const scriptKinds: Readonly<Record<ScriptLanguage, ts.ScriptKind>> = {
  js: ts.ScriptKind.JS,
  ts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
};

/** What the parser could not read. TypeScript keeps the list in a field it does not declare. */
export function syntaxErrorsOf(source: ts.SourceFile): readonly SyntaxProblem[] {
  if (!('parseDiagnostics' in source) || !Array.isArray(source.parseDiagnostics)) {
    throw new TypeError('This version of TypeScript does not say what it could not parse.');
  }
  const problems: readonly unknown[] = source.parseDiagnostics;
  return problems.map((problem) => ({ position: startOf(problem), message: messageOf(problem) }));
}

function startOf(problem: unknown): number {
  if (typeof problem !== 'object' || problem === null || !('start' in problem)) return 0;
  return typeof problem.start === 'number' ? problem.start : 0;
}

/** A message, or the first of a chain of them. */
function messageOf(problem: unknown): string {
  if (typeof problem === 'string') return problem;
  if (typeof problem !== 'object' || problem === null || !('messageText' in problem)) return '';
  return messageOf(problem.messageText);
}

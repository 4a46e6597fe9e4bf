import type { Node } from 'web-tree-sitter';
import type { Range, ScannedFile, SyntaxProblem } from '../scanned-file.ts';
import { parseNative } from './grammars.ts';
import { nativeLanguageOf, type NativeLanguage } from './native-language.ts';

/** The code of a file of a native app. Positions are those of the file's text. */
export interface NativeCode {
  readonly file: ScannedFile;
  readonly language: NativeLanguage;
  readonly root: Node;
  /** What the grammar could not read: no edit is made in a file that has any. */
  readonly errors: readonly SyntaxProblem[];
  readonly comments: readonly Range[];
}

const known = new WeakMap<ScannedFile, NativeCode | undefined>();

/** The code of a file; undefined where it is of no native language, or its grammar is not there. */
export function nativeCodeOf(file: ScannedFile): NativeCode | undefined {
  if (!known.has(file)) known.set(file, read(file));
  return known.get(file);
}

function read(file: ScannedFile): NativeCode | undefined {
  const language = nativeLanguageOf(file.path);
  const tree = language === undefined ? undefined : parseNative(language, file.text);
  if (language === undefined || tree === undefined) return undefined;
  const root = tree.rootNode;
  const errors = root.hasError ? [...nodesIn(root)].filter(isProblem).map(problemAt) : [];
  const comments = root.descendantsOfType([...COMMENTS]).flatMap((node) => {
    return node === null ? [] : [{ start: node.startIndex, end: node.endIndex }];
  });
  return { file, language, root, errors, comments };
}

/** What the grammars call comments. */
const COMMENTS = [
  'comment',
  'line_comment',
  'block_comment',
  'multiline_comment',
  'documentation_comment',
] as const;

/** Every node below one, and itself, in source order. */
export function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) {
    if (child !== null) yield* nodesIn(child);
  }
}

function isProblem({ isError, isMissing }: Node): boolean {
  return isError || isMissing;
}

function problemAt(node: Node): SyntaxProblem {
  const message = node.isMissing ? `'${node.type}' expected.` : 'Cannot be read from here on.';
  return { position: node.startIndex, message };
}

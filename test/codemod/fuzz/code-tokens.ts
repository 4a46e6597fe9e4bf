import { ts } from 'ts-morph';
import type { Range, ScannedFile } from '../../../src/scan/scanned-file.ts';

/** A token of the code in a file, at its position in the file's text. */
export interface Token extends Range {
  readonly text: string;
  readonly node: ts.Node;
}

/** What stands between two tokens: blanks, line ends and comments. */
export interface Gap extends Range {
  readonly before: Token;
  readonly after: Token;
  readonly text: string;
}

/** The tokens of all code in a file; those that were template tags are left out. */
export function tokensOf(file: ScannedFile): readonly Token[] {
  return tokensByScript(file).flat();
}

/** The places between tokens where blanks and comments mean nothing, in order of position. */
export function gapsOf(file: ScannedFile): readonly Gap[] {
  return tokensByScript(file).flatMap((tokens) =>
    tokens.flatMap((after, index) => {
      const before = tokens[index - 1];
      if (before === undefined || isJsxText(before) || isJsxText(after)) return [];
      // Nobody writes `/ >`.
      if (before.text === '/' && after.text === '>') return [];
      const text = file.text.slice(before.end, after.start);
      // Between two blocks of a page, or around a template tag, there is more than blanks.
      const isTrivia = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '').trim() === '';
      return isTrivia ? [{ start: before.end, end: after.start, before, after, text }] : [];
    }),
  );
}

/** Every node of the code in a file that is of a kind. */
export function nodesOf<Node extends ts.Node>(
  file: ScannedFile,
  isKind: (node: ts.Node) => node is Node,
): readonly Node[] {
  const found: Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isKind(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  for (const { source } of file.scripts) visit(source);
  return found;
}

/** The text of a node, undefined where a template tag stands in it. */
export function textOf(file: ScannedFile, node: ts.Node): string | undefined {
  const source = node.getSourceFile();
  const start = node.getStart(source);
  const text = file.text.slice(start, node.end);
  return text === source.text.slice(start, node.end) ? text : undefined;
}

function tokensByScript(file: ScannedFile): readonly (readonly Token[])[] {
  return file.scripts.map(({ source }) => {
    const tokens: Token[] = [];
    const visit = (node: ts.Node): void => {
      const children = node.getChildren(source);
      for (const child of children) visit(child);
      const start = node.getStart(source);
      if (children.length > 0 || start >= node.end) return;
      const text = file.text.slice(start, node.end);
      if (text === source.text.slice(start, node.end))
        tokens.push({ start, end: node.end, text, node });
    };
    visit(source);
    return tokens;
  });
}

function isJsxText({ node }: Token): boolean {
  return ts.isJsxText(node);
}

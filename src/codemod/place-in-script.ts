import { ts } from 'ts-morph';
import type { Script } from '../scan/scanned-file.ts';
import { lineStart } from './line-ends.ts';
import type { MarkerPlace } from './marker-place.ts';

/**
 * The line of the innermost statement, class or interface member, or child of a JSX element around a
 * position that starts its line. Undefined where the code shares its first line with its tag.
 */
export function placeInScript(
  script: Script,
  text: string,
  position: number,
): MarkerPlace | undefined {
  const { source } = script;
  for (
    let node: ts.Node | undefined = innermost(source, position);
    node !== undefined && !ts.isSourceFile(node);
    node = node.parent
  ) {
    let shared = node.getEnd();
    for (const candidate of candidates(node)) {
      if (candidate.end < shared) break;
      const start = candidate.getStart(source);
      shared = lineStart(text, start);
      if (startsLine(text.slice(shared, start))) {
        return { line: shared, syntax: isJsxChild(candidate) ? 'jsx' : 'line' };
      }
    }
  }
  return undefined;
}

function innermost(source: ts.SourceFile, position: number): ts.Node {
  let node: ts.Node = source;
  for (;;) {
    const inner: ts.Node | undefined = ts.forEachChild(node, (child) =>
      child.getFullStart() <= position && position < child.end ? child : undefined,
    );
    if (inner === undefined) return node;
    node = inner;
  }
}

/** The node itself where a comment can stand above it, then what stands before it on its line. */
function candidates(node: ts.Node): readonly ts.Node[] {
  if (isJsxChild(node)) return ts.isJsxText(node) ? [] : [node];
  const siblings = siblingsOf(node);
  if (siblings === undefined) return isLoneStatement(node) ? [node] : [];
  return siblings.slice(0, siblings.indexOf(node) + 1).toReversed();
}

/** Statements, class and interface members beside a node; undefined when it is no such thing. */
function siblingsOf({ parent }: ts.Node): readonly ts.Node[] | undefined {
  if (
    ts.isSourceFile(parent) ||
    ts.isBlock(parent) ||
    ts.isModuleBlock(parent) ||
    ts.isCaseOrDefaultClause(parent)
  ) {
    return parent.statements;
  }
  if (ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent)) return parent.members;
  return undefined;
}

/** The statement below `if (x)` or `else`. */
function isLoneStatement(node: ts.Node): boolean {
  return ts.isStatement(node) && !ts.isBlock(node);
}

function isJsxChild(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isJsxElement(parent) && !ts.isJsxFragment(parent)) return false;
  return parent.children.some((child) => child === node);
}

/** Nothing but space and whole comments before it. */
function startsLine(before: string): boolean {
  return before.replaceAll(/\/\*.*?\*\//g, '').trim() === '';
}

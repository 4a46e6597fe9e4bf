import { ts } from 'ts-morph';

/**
 * Tells every node what it stands in, as `ts.createSourceFile` does when asked to. That makes a list of
 * each node's children first: a quarter of the time to parse.
 */
export function setParents(source: ts.SourceFile): void {
  const waiting: ts.Node[] = [source];
  let parent: ts.Node | undefined;
  const adopt = (child: ts.Node): void => {
    if (parent !== undefined) write(child, parent);
    waiting.push(child);
  };
  while ((parent = waiting.pop()) !== undefined) ts.forEachChild(parent, adopt);
}

/** `parent` is only to be read, for all but the one that makes the tree. */
function write(node: { parent: ts.Node }, parent: ts.Node): void {
  node.parent = parent;
}

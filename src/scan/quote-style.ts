import { ts } from 'ts-morph';

const known = new WeakMap<ts.SourceFile, "'" | '"'>();

/** The quotes most strings of a script stand in; those of attributes in JSX do not count. */
export function quoteStyle(source: ts.SourceFile): "'" | '"' {
  const found = known.get(source) ?? count(source);
  known.set(source, found);
  return found;
}

function count(source: ts.SourceFile): "'" | '"' {
  let surplus = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent)) {
      surplus += source.text.charAt(node.end - 1) === '"' ? 1 : -1;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return surplus > 0 ? '"' : "'";
}

import { ts } from 'ts-morph';
import { nodesIn } from './nodes-in.ts';

const known = new WeakMap<ts.SourceFile, "'" | '"'>();

/** The quotes most strings of a script stand in; those of attributes in JSX do not count. */
export function quoteStyle(source: ts.SourceFile): "'" | '"' {
  const found = known.get(source) ?? count(source);
  known.set(source, found);
  return found;
}

function count(source: ts.SourceFile): "'" | '"' {
  const strings = nodesIn(source, ts.SyntaxKind.StringLiteral, ts.isStringLiteral).filter(
    ({ parent }) => !ts.isJsxAttribute(parent),
  );
  const double = strings.filter(({ end }) => source.text.charAt(end - 1) === '"');
  return double.length * 2 > strings.length ? '"' : "'";
}

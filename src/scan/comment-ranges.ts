import { ts } from 'ts-morph';
import type { Range } from './scanned-file.ts';

/** Every comment of a script. They stand where the parser sees nothing: JSX text and templates are tokens. */
export function commentRanges(source: ts.SourceFile): readonly Range[] {
  const comments: Range[] = [];
  const tokens = tokensOf(source);
  const mark = /\/\*[\s\S]*?\*\/|\/\/.*/g;
  let next = 0;
  for (let match = mark.exec(source.text); match !== null; match = mark.exec(source.text)) {
    const { index } = match;
    while ((tokens[next]?.end ?? Infinity) <= index) next += 1;
    const token = tokens[next];
    if (token !== undefined && token.getStart(source) <= index) mark.lastIndex = token.end;
    else comments.push({ start: index, end: mark.lastIndex });
  }
  return comments;
}

/** The tokens that are nodes, in their order; the others are punctuation and keywords, which hold no text. */
function tokensOf(source: ts.SourceFile): readonly ts.Node[] {
  const tokens: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isToken(node)) tokens.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return tokens.toSorted((a, b) => a.pos - b.pos);
}

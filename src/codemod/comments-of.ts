import { ts } from 'ts-morph';
import { nativeCodeOf } from '../scan/native/native-code.ts';
import type { Range, ScannedFile, Script } from '../scan/scanned-file.ts';

/** Every comment of a file: of its code, its markup or its settings. */
export function commentsOf(file: ScannedFile): Range[] {
  switch (file.kind) {
    case 'script':
      return file.scripts.flatMap(commentsInScript);
    case 'markup':
      return [...file.scripts.flatMap(commentsInScript), ...commentsInMarkup(file)];
    case 'data':
      return commentsInData(file);
  }
}

function commentsInData(file: ScannedFile): Range[] {
  const native = nativeCodeOf(file);
  if (native !== undefined) return [...native.comments];
  return file.path.endsWith('.json') ? [] : matches(file.text, /^[ \t]*#.*$/gm);
}

/** Comments stand where the parser sees nothing: before tokens. JSX text and templates are tokens. */
function commentsInScript({ source }: Script): Range[] {
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

function commentsInMarkup({ text, scripts }: ScannedFile): Range[] {
  const blocks = scripts.flatMap((script) => script.blocks);
  return matches(text, /<!--[\s\S]*?-->/g).filter(
    (comment) => !blocks.some(({ start, end }) => start <= comment.start && comment.end <= end),
  );
}

function matches(text: string, pattern: RegExp): Range[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }));
}

import type { ts } from 'ts-morph';
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
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(source);
    if (children.length > 0) {
      children.forEach(visit);
      return;
    }
    const start = node.getFullStart();
    const space = source.text.slice(start, node.getStart(source));
    for (const { start: from, end } of matches(space, /\/\*[\s\S]*?\*\/|\/\/.*/g)) {
      comments.push({ start: start + from, end: start + end });
    }
  };
  visit(source);
  return comments;
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

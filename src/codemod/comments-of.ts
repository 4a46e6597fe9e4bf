import { RangeIndex } from '../scan/range-index.ts';
import { commentRanges } from '../scan/comment-ranges.ts';
import { nativeCodeOf } from '../scan/native/native-code.ts';
import type { Range, ScannedFile } from '../scan/scanned-file.ts';

/** Every comment of a file: of its code, its markup or its settings. */
export function commentsOf(file: ScannedFile): Range[] {
  switch (file.kind) {
    case 'script':
      return commentsInScripts(file);
    case 'markup':
      return [...commentsInScripts(file), ...commentsInMarkup(file)];
    case 'data':
      return commentsInData(file);
  }
}

function commentsInScripts({ scripts }: ScannedFile): Range[] {
  return scripts.flatMap(({ source }) => commentRanges(source));
}

function commentsInData(file: ScannedFile): Range[] {
  const native = nativeCodeOf(file);
  if (native !== undefined) return [...native.comments];
  return file.path.endsWith('.json') ? [] : matches(file.text, /^[ \t]*#.*$/gm);
}

function commentsInMarkup({ text, scripts }: ScannedFile): Range[] {
  const blocks = new RangeIndex(scripts.flatMap((script) => script.blocks));
  return matches(text, /<!--[\s\S]*?-->/g).filter(
    (comment) => blocks.findAround(comment) === undefined,
  );
}

function matches(text: string, pattern: RegExp): Range[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }));
}

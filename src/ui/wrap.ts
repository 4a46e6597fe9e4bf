import stringWidth from 'string-width';

/** Text broken between words into lines of at most `width` columns; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && stringWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** The same behind `first`, further lines below its text. */
export function hang(first: string, text: string, width: number): string {
  const indent = stringWidth(first);
  const [head = '', ...rest] = wrap(text, Math.max(NARROWEST, width - indent));
  return [first + head, ...rest.map((line) => ' '.repeat(indent) + line)]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

const NARROWEST = 20;

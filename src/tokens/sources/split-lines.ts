/** A line longer than this (in UTF-16 units) is no row of a token table. */
export const MAX_LINE_LENGTH = 1_000_000;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** With its line end, as it stands in the file; `undefined` for a line that was too long to keep. */
  readonly text: string | undefined;
}

/**
 * Cuts text into lines, as many a batch as a chunk holds. The first line end decides what ends a
 * line: LF (CRLF with it) or, in files of old Macs, CR. A line of any length takes bounded memory.
 */
export async function* splitLines(
  chunks: AsyncIterable<string>,
  maxLength: number = MAX_LINE_LENGTH,
): AsyncGenerator<readonly Line[]> {
  const splitter = new LineSplitter(maxLength);
  for await (const chunk of chunks) {
    const lines = splitter.push(chunk);
    if (lines.length > 0) yield lines;
  }
  const last = splitter.end();
  if (last.length > 0) yield last;
}

class LineSplitter {
  readonly #maxLength: number;
  #number = 1;
  /** The beginning of a line that goes on in the next chunk. */
  #rest = '';
  /** A CR at a chunk's end, kept back until the LF after it would be seen. */
  #carry = '';
  #skipping = false;
  #lineEnd: '\n' | '\r' | undefined;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  push(chunk: string): readonly Line[] {
    let text = this.#carry + chunk;
    this.#carry = text.endsWith('\r') ? '\r' : '';
    if (this.#carry !== '') text = text.slice(0, -1);
    return this.#cut(text);
  }

  end(): readonly Line[] {
    const lines = this.#cut(this.#carry);
    if (this.#rest !== '') lines.push(this.#take(''));
    return lines;
  }

  #cut(text: string): Line[] {
    this.#lineEnd ??= firstLineEnd(text);
    const lines: Line[] = [];
    let start = 0;
    for (;;) {
      const end = this.#lineEnd === undefined ? -1 : text.indexOf(this.#lineEnd, start);
      if (end === -1) break;
      const piece = text.slice(start, end + 1);
      start = end + 1;
      if (this.#skipping) {
        this.#skipping = false;
        this.#number += 1;
      } else {
        lines.push(this.#take(piece));
      }
    }
    if (this.#skipping) return lines;
    this.#rest += text.slice(start);
    if (this.#rest.length > this.#maxLength) {
      // Reported at once, so that a header of 1 GB is refused before the rest of it is read.
      lines.push({ number: this.#number, text: undefined });
      this.#rest = '';
      this.#skipping = true;
    }
    return lines;
  }

  #take(piece: string): Line {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    this.#rest = '';
    const number = this.#number;
    this.#number += 1;
    return { number, text: text.length > this.#maxLength ? undefined : text };
  }
}

function firstLineEnd(text: string): '\n' | '\r' | undefined {
  const found = /\r\n?|\n/.exec(text)?.[0];
  return found === undefined ? undefined : found === '\r' ? '\r' : '\n';
}

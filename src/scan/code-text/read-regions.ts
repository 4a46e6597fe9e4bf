import type { Range } from '../scanned-file.ts';
import type { CodeLanguage } from './code-language.ts';
import type { StringLiteral } from './code-text.ts';
import { languageSyntax, type Delimited, type LanguageSyntax } from './language-syntax.ts';
import {
  CLOSERS,
  compiled,
  filled,
  find,
  patternsOf,
  type StringPatterns,
} from './string-patterns.ts';

/** Comments and strings of a text, in order of their starts. */
export interface Regions {
  readonly comments: readonly Range[];
  readonly strings: readonly StringLiteral[];
}

/** Tells comments and strings of a text from its code. */
export function readRegions(text: string, language: CodeLanguage): Regions {
  return new RegionReader(text, languageSyntax[language]).read();
}

/** What was found to begin at a place. */
interface Opening {
  readonly delimited: Delimited;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly string[];
}

interface OpenString extends StringPatterns {
  readonly start: number;
  readonly pieces: Range[];
  /** Where the piece begins that is being read; undefined in code. */
  pieceStart: number | undefined;
  readonly delimited: Delimited;
  /** How many of its brackets are open besides its own. */
  depth: number;
}

/** Code inside of a string, and how many brackets of the kind that ends it are open. */
interface OpenCode {
  readonly closer: string;
  depth: number;
}

class RegionReader {
  readonly #text: string;
  readonly #syntax: LanguageSyntax;
  readonly #next: RegExp;
  /** The same in strings, with the brackets that end code there. */
  readonly #nextInside: RegExp;
  readonly #opens: readonly RegExp[];
  readonly #end: number;
  readonly #comments: Range[] = [];
  readonly #strings: StringLiteral[] = [];
  /** Strings and the code in them, the innermost last; empty: code of the file. */
  readonly #frames: (OpenString | OpenCode)[] = [];
  #below: Opening[] = [];
  #position = 0;

  constructor(whole: string, syntax: LanguageSyntax) {
    const end = syntax.ends === undefined ? undefined : find(compiled(syntax.ends, 'gm'), whole, 0);
    const text = end === undefined ? whole : whole.slice(0, end.start);
    this.#text = text;
    this.#end = whole.length;
    this.#syntax = syntax;
    const heredocs = syntax.delimited.some(({ below }) => below === true);
    this.#next = compiled(heredocs ? String.raw`${syntax.starts}|\n` : syntax.starts, 'gm');
    this.#opens = syntax.delimited.map(({ open }) => compiled(open, 'my'));
    this.#nextInside = compiled(String.raw`${syntax.starts}|[(){}]|\n`, 'gm');
  }

  read(): Regions {
    if (this.#syntax.begins !== undefined) this.#comment(0, 0, this.#syntax.begins);
    while (this.#position < this.#text.length) {
      const frame = this.#frames.at(-1);
      if (frame !== undefined && 'pieces' in frame) this.#readString(frame);
      else this.#readCode(frame);
    }
    for (const frame of this.#frames) {
      if ('pieces' in frame) this.#keep(frame, this.#text.length);
    }
    this.#strings.sort((a, b) => a.start - b.start);
    if (this.#end > this.#text.length) {
      this.#comments.push({ start: this.#text.length, end: this.#end });
    }
    return { comments: this.#comments, strings: this.#strings };
  }

  #readCode(frame: OpenCode | undefined): void {
    const next = frame === undefined ? this.#next : this.#nextInside;
    const match = find(next, this.#text, this.#position);
    if (match === undefined) {
      this.#position = this.#text.length;
      return;
    }
    const opening = this.#openingAt(match.start);
    if (opening !== undefined) {
      this.#open(opening);
      return;
    }
    const sign = this.#text.charAt(match.start);
    this.#position = match.start + 1;
    if (sign === '\n') this.#lineEnds();
    else if (frame !== undefined) this.#countBracket(frame, sign);
  }

  #countBracket(frame: OpenCode, sign: string): void {
    if (sign === frame.closer) {
      if (frame.depth === 0) {
        this.#frames.pop();
        this.#position -= 1;
        this.#resume();
      } else frame.depth -= 1;
    } else if (CLOSERS[sign] === frame.closer) frame.depth += 1;
  }

  /** The string around goes on behind the code in it. */
  #resume(): void {
    const around = this.#frames.at(-1);
    if (around === undefined || !('pieces' in around)) return;
    this.#position += 1;
    around.pieceStart = this.#position;
  }

  #openingAt(start: number): Opening | undefined {
    for (const [index, delimited] of this.#syntax.delimited.entries()) {
      const open = this.#opens[index];
      if (open === undefined) continue;
      open.lastIndex = start;
      const match = open.exec(this.#text);
      if (match === null) continue;
      if (delimited.operand === true && !this.#mayBeOperand(start, match[0])) continue;
      const before = delimited.prefix?.letters.exec(
        this.#text.slice(Math.max(0, start - 3), start),
      );
      if (delimited.prefix?.isNeeded === true && before === null) continue;
      const groups = match.map((each) => each ?? '');
      if (delimited.below === true && !this.#hasEnd(delimited.close, groups, start)) continue;
      const from = start - (before?.[0].length ?? 0);
      return { delimited, start: from, end: start + match[0].length, groups };
    }
    return undefined;
  }

  #open(opening: Opening): void {
    const { delimited, start, end } = opening;
    if (delimited.kind === 'comment') this.#comment(start, end, delimited.close, delimited);
    else if (delimited.below === true) {
      this.#below.push(opening);
      this.#position = end;
    } else this.#openString(opening);
  }

  #comment(start: number, from: number, close: string, { nests, open }: Partial<Delimited> = {}) {
    const ends = compiled(nests === true ? `${open}|${close}` : close, 'gm');
    const isEnd = compiled(close, 'my');
    let depth = 1;
    let end = from;
    while (depth > 0 && end <= this.#text.length) {
      const match = find(ends, this.#text, end);
      if (match === undefined) {
        end = this.#text.length;
        break;
      }
      isEnd.lastIndex = match.start;
      depth += isEnd.test(this.#text) ? -1 : 1;
      end = match.end;
    }
    this.#comments.push({ start, end });
    this.#position = Math.max(end, from);
  }

  #openString({ delimited, start, end, groups }: Opening): void {
    const patterns = patternsOf(delimited, groups);
    this.#frames.push({ start, pieces: [], pieceStart: end, delimited, depth: 0, ...patterns });
    this.#position = end;
  }

  #readString(frame: OpenString): void {
    const match = find(frame.next, this.#text, this.#position);
    if (match === undefined) {
      this.#frames.pop();
      this.#keep(frame, this.#text.length);
      this.#position = this.#text.length;
      return;
    }
    const { start, end } = match;
    const found = this.#text.slice(start, end);
    if (this.#isAt(frame.code, start)) {
      this.#endPiece(frame, start);
      const closer = CLOSERS[found.slice(-1)] ?? '}';
      this.#frames.push({ closer, depth: 0 });
      this.#position = end;
    } else if (this.#isAt(frame.skip, start)) {
      this.#position = end;
    } else if (found === frame.counter) {
      frame.depth += 1;
      this.#position = end;
    } else if (this.#isAt(frame.close, start)) {
      this.#position = end;
      if (frame.depth > 0) frame.depth -= 1;
      else this.#endString(frame, start, end);
    } else {
      this.#endString(frame, start, start);
      this.#position = start;
    }
  }

  #endString(frame: OpenString, contentEnd: number, end: number): void {
    this.#frames.pop();
    this.#endPiece(frame, contentEnd);
    this.#strings.push({ start: frame.start, end, pieces: frame.pieces });
    if (frame.delimited.below === true) this.#lineEnds();
  }

  /** What is not closed ends where the file ends. */
  #keep(frame: OpenString, end: number): void {
    this.#endPiece(frame, end);
    this.#strings.push({ start: frame.start, end, pieces: frame.pieces });
  }

  /** An empty piece counts where there is no other: `""` holds something. */
  #endPiece(frame: OpenString, end: number): void {
    const { pieces, pieceStart: start } = frame;
    if (start !== undefined && (end > start || pieces.length === 0)) pieces.push({ start, end });
    frame.pieceStart = undefined;
  }

  /** Heredocs begin where the line that announced them ends. */
  #lineEnds(): void {
    const [first, ...rest] = this.#below;
    if (first === undefined || this.#frames.length > 0) return;
    this.#below = rest;
    const at = this.#position;
    this.#openString({ ...first, start: at, end: at });
  }

  /** `list <<NAME` appends unless a line says NAME. */
  #hasEnd(close: string, groups: readonly string[], from: number): boolean {
    return find(compiled(filled(close, groups), 'gm'), this.#text, from) !== undefined;
  }

  #isAt(pattern: RegExp | undefined, position: number): boolean {
    if (pattern === undefined) return false;
    pattern.lastIndex = position;
    return pattern.test(this.#text);
  }

  #mayBeOperand(start: number, found: string): boolean {
    const line = this.#text.slice(Math.max(0, start - 60), start);
    const before = /([\w?!$@)\]}"'`]*)([ \t]*)$/.exec(line);
    const word = before?.[1] ?? '';
    if (word === '') return true;
    if (
      /(?:^|\W)(?:if|unless|when|and|or|not|return|in|then|while|until|elsif|puts|do)$/.test(word)
    )
      return true;
    // `puts %w[a]` is a call with an argument, `count % 2` and `count %2` are arithmetic.
    const isApart = before?.[2] !== '' && /^[\w]+$/.test(word) && !/^\d/.test(word);
    const follows = this.#text.charAt(start + found.length);
    return isApart && /^[%/<?]\S/.test(found + follows) && !/^%\d/.test(found + follows);
  }
}

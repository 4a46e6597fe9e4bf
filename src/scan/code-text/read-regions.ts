import type { Range } from '../scanned-file.ts';
import type { CodeLanguage } from './code-language.ts';
import type { StringLiteral } from './code-text.ts';
import { languageSyntax, type Delimited, type LanguageSyntax } from './language-syntax.ts';

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

interface OpenString {
  readonly start: number;
  readonly pieces: Range[];
  /** Where the piece begins that is being read; undefined in code. */
  pieceStart: number | undefined;
  readonly delimited: Delimited;
  /** What may come next in it: code, something to skip, its end. */
  readonly next: RegExp;
  readonly close: RegExp;
  readonly code: RegExp | undefined;
  readonly skip: RegExp | undefined;
  /** How many of its brackets are open besides its own. */
  depth: number;
  readonly counter: string | undefined;
}

/** Code inside of a string, and how many brackets of the kind that ends it are open. */
interface OpenCode {
  readonly closer: string;
  depth: number;
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

class RegionReader {
  readonly #text: string;
  readonly #syntax: LanguageSyntax;
  readonly #next: RegExp;
  readonly #comments: Range[] = [];
  readonly #strings: StringLiteral[] = [];
  /** Strings and the code in them, the innermost last; empty: code of the file. */
  readonly #frames: (OpenString | OpenCode)[] = [];
  #below: Opening[] = [];
  #position = 0;

  constructor(text: string, syntax: LanguageSyntax) {
    this.#text = text;
    this.#syntax = syntax;
    const opens = syntax.delimited.map(({ open }) => `(?:${ungrouped(open)})`);
    this.#next = compiled([String.raw`[(){}]|\n`, ...opens].join('|'), 'gm');
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
    return { comments: this.#comments, strings: this.#strings };
  }

  #readCode(frame: OpenCode | undefined): void {
    const match = find(this.#next, this.#text, this.#position);
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
    for (const delimited of this.#syntax.delimited) {
      const open = compiled(delimited.open, 'my');
      open.lastIndex = start;
      const match = open.exec(this.#text);
      if (match === null) continue;
      if (delimited.operand === true && !this.#mayBeOperand(start, match[0])) continue;
      const groups = match.map((each) => each ?? '');
      if (delimited.below === true && !this.#hasEnd(delimited.close, groups, start)) continue;
      return { delimited, start, end: start + match[0].length, groups };
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
    const last = (groups[0] ?? '').slice(-1);
    const isPaired = delimited.close === 'counterpart';
    const closer = CLOSERS[last];
    const close = isPaired ? escaped(closer ?? last) : filled(delimited.close, groups);
    const { code, skip } = delimited;
    const counter = isPaired && closer !== undefined ? last : undefined;
    const parts = [code, skip, close, counter === undefined ? undefined : escaped(counter)];
    if (delimited.line === true) parts.push(String.raw`\r?\n`);
    this.#frames.push({
      start,
      pieces: [],
      pieceStart: end,
      delimited,
      next: compiled(
        parts
          .filter((part) => part !== undefined)
          .map(group)
          .join('|'),
        'gm',
      ),
      close: compiled(close, 'my'),
      code: code === undefined ? undefined : compiled(code, 'my'),
      skip: skip === undefined ? undefined : compiled(skip, 'my'),
      depth: 0,
      counter,
    });
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

function find(pattern: RegExp, text: string, from: number): Range | undefined {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}

function group(source: string): string {
  return `(?:${source})`;
}

/** Groups counted apart would make `\1` of one alternative mean another's. */
function ungrouped(source: string): string {
  return source.replaceAll(/\\(\d)/g, '').replaceAll(/(?<!\\)\((?!\?)/g, '(?:');
}

/** `\1` is the text of the first group. */
function filled(source: string, groups: readonly string[]): string {
  return source.replaceAll(/\\(\d)/g, (_, index) => escaped(groups[Number(index)] ?? ''));
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

const patterns = new Map<string, RegExp>();

function compiled(source: string, flags: string): RegExp {
  const key = `${flags}:${source}`;
  const known = patterns.get(key) ?? new RegExp(source, flags);
  patterns.set(key, known);
  return known;
}

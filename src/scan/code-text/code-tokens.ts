import type { Range } from '../scanned-file.ts';
import type { CodeText, StringLiteral } from './code-text.ts';

/**
 * A piece of code. `string`: a literal, `value` what it holds, undefined with code in it. `symbol`: a name
 * behind a colon (`:code`) of Ruby and Elixir.
 */
export interface Token extends Range {
  readonly kind: 'name' | 'number' | 'string' | 'symbol' | 'sign';
  readonly text: string;
  readonly value?: string;
}

const SIGNS =
  /===|!==|=>|->|==|!=|<=|>=|:=|\?\.|&\.|\?\?|\.\.\.|\.\.<|\.\.=|\.\.|::|&&|\|\||=~|\|>|<-|[^\s\w]/
    .source;
const NAME = String.raw`[@$]{0,2}[A-Za-z_\u00aa-\uffff][\w\u00aa-\uffff]*`;
const NEXT = next(NAME);
/** Names of Ruby and Elixir may end in a question or exclamation mark. */
const NEXT_ASKING = next(String.raw`${NAME}(?:[?!](?![=.:?\w]))?`);

function next(name: string): RegExp {
  return new RegExp(String.raw`\s+|(${name})|(\d[\d_]*(?:\.\d+)?\w*)|(${SIGNS})`, 'y');
}

/** The code of a text in pieces, comments left out. Strings are one piece each, code in them and all. */
export function codeTokens(code: CodeText): readonly Token[] {
  const tokens: Token[] = [];
  const hasSymbols = code.language === 'ruby' || code.language === 'elixir';
  const pattern = hasSymbols ? NEXT_ASKING : NEXT;
  const strings = outermost(code.strings);
  let position = 0;
  let nextString = 0;
  while (position < code.code.length) {
    const literal = strings[nextString];
    if (literal !== undefined && literal.start <= position) {
      nextString += 1;
      if (literal.end <= position) continue;
      tokens.push(stringToken(literal, code.text));
      position = literal.end;
      continue;
    }
    pattern.lastIndex = position;
    const match = pattern.exec(code.code);
    const end = Math.max(position + 1, position + (match?.[0].length ?? 1));
    const limit = literal === undefined ? end : Math.min(end, literal.start);
    const text = code.code.slice(position, limit);
    const kind = kindOf(match);
    if (kind !== undefined && text !== '') {
      const last = tokens.at(-1);
      const isSymbol = hasSymbols && kind === 'name' && last?.text === ':' && last.end === position;
      if (isSymbol) tokens.pop();
      const start = isSymbol ? position - 1 : position;
      tokens.push({ kind: isSymbol ? 'symbol' : kind, text, start, end: limit });
    }
    position = Math.max(limit, position + 1);
  }
  return tokens;
}

function kindOf(match: RegExpExecArray | null): 'name' | 'number' | 'sign' | undefined {
  if (match === null) return undefined;
  if (match[1] !== undefined) return 'name';
  if (match[2] !== undefined) return 'number';
  return match[3] === undefined ? undefined : 'sign';
}

function stringToken({ start, end, pieces }: StringLiteral, text: string): Token {
  const [piece] = pieces;
  const value =
    pieces.length === 1 && piece !== undefined ? text.slice(piece.start, piece.end) : undefined;
  const token = { kind: 'string' as const, text: text.slice(start, end), start, end };
  return value === undefined ? token : { ...token, value };
}

/** Without those in code inside of others. */
function outermost(strings: readonly StringLiteral[]): readonly StringLiteral[] {
  let end = -1;
  return strings.filter((string) => {
    if (string.start < end) return false;
    end = string.end;
    return true;
  });
}

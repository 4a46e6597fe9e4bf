import type { CodeLanguage } from './code-language.ts';

/**
 * A comment or a string. All but `kind` are sources of regular expressions (flag `m`), tried in the order
 * of the table.
 */
export interface Delimited {
  readonly kind: 'comment' | 'string';
  readonly open: string;
  /** `\1` is the first group of `open`. `counterpart`: the bracket, or the character, that `open` ends with. */
  readonly close: string;
  /** What may or has to stand right before it, and belongs to it: the letters of Python's strings. */
  readonly prefix?: { readonly letters: RegExp; readonly isNeeded: boolean };
  /** What stands inside and is not the end: escapes, doubled quotes. */
  readonly skip?: string;
  /** What begins code inside of a string; its last character tells what ends it. */
  readonly code?: string;
  /** Comments in comments. */
  readonly nests?: boolean;
  /** It ends with its line, closed or not. */
  readonly line?: boolean;
  /** Only where an operand may stand: elsewhere `/` divides and `%` is a remainder. */
  readonly operand?: boolean;
  /** It is announced here and stands below this line (heredocs of Ruby); the last group is its name. */
  readonly below?: boolean;
}

export interface LanguageSyntax {
  /** What a comment or a string may begin with, all of them: searched for before any is tried. */
  readonly starts: string;
  readonly delimited: readonly Delimited[];
  /** Nothing behind this is code. */
  readonly ends?: string;
  /** Code begins behind this; what stands before it is text (PHP). */
  readonly begins?: string;
}

const ESCAPE = String.raw`\\[\s\S]`;
const DOLLAR = String.raw`\$\{`;
const HASH = String.raw`#\{`;
const BRACE = String.raw`\{(?!\{)`;
const BRACKET = String.raw`([\[({<|/!"'])`;

const lines = (open: string): Delimited => ({ kind: 'comment', open, close: '$' });
const block = (nests = false): Delimited => ({
  kind: 'comment',
  open: String.raw`/\*`,
  close: String.raw`\*/`,
  nests,
});

type Options = Pick<Delimited, 'code' | 'line' | 'operand' | 'prefix' | 'skip'>;

/** A string between two quotes of one kind, with backslashes unless `skip` says otherwise. */
const quoted = (quote: string, options: Options = {}): Delimited => ({
  kind: 'string',
  open: quote,
  close: quote,
  skip: ESCAPE,
  ...options,
});

/** A string whose first group of `open` is its quote. */
const same = (open: string, options: Options = {}): Delimited => ({
  kind: 'string',
  open,
  close: String.raw`\1`,
  skip: ESCAPE,
  ...options,
});

const TRIPLE = `("""|''')`;
const EITHER = `(["'])`;
const ONE_LINE = { line: true } as const;
const cStrings = [quoted('"', ONE_LINE), quoted("'", ONE_LINE)];

const FORMATTED = { letters: /\b(?:f|fr|rf)$/i, isNeeded: true };
const PLAIN = { letters: /\b(?:u|b|r|br|rb)$/i, isNeeded: false };
const RAW = { letters: /\br$/, isNeeded: true };

/** How code is told from comments and strings, by the language references of each. */
export const languageSyntax: Readonly<Record<CodeLanguage, LanguageSyntax>> = {
  python: {
    starts: `["'#]`,
    delimited: [
      lines('#'),
      same(TRIPLE, { prefix: FORMATTED, skip: String.raw`${ESCAPE}|\{\{`, code: BRACE }),
      same(TRIPLE, { prefix: PLAIN }),
      same(EITHER, {
        prefix: FORMATTED,
        skip: String.raw`${ESCAPE}|\{\{`,
        code: BRACE,
        line: true,
      }),
      same(EITHER, { prefix: PLAIN, line: true }),
    ],
  },
  ruby: {
    starts: '["\'`#/%?<]|=(?=begin)',
    ends: '^__END__$',
    delimited: [
      { kind: 'comment', open: String.raw`^=begin\b`, close: String.raw`^=end\b.*$` },
      lines('#'),
      heredoc(String.raw`<<[~-](["'\x60]?)([A-Za-z_]\w*)\1`, {}),
      heredoc(String.raw`<<(["'\x60]?)([A-Z_][A-Z_\d]*)\1(?!\w)`, { operand: true }),
      { kind: 'string', open: String.raw`\?["'#/\x60](?!\w)`, close: '', operand: true },
      quoted('"', { code: HASH }),
      quoted("'"),
      quoted('`', { code: HASH }),
      {
        kind: 'string',
        open: String.raw`%[wWiIqQrsx]?${BRACKET}`,
        close: 'counterpart',
        skip: ESCAPE,
        operand: true,
      },
      quoted('/', {
        skip: String.raw`${ESCAPE}|\[(?:\\.|[^\]\\\r\n])*\]`,
        code: HASH,
        line: true,
        operand: true,
      }),
    ],
  },
  php: {
    starts: '["\'`#/<?]',
    begins: String.raw`<\?(?:php\b|=)`,
    delimited: [
      { kind: 'comment', open: String.raw`\?>`, close: String.raw`<\?(?:php\b|=)` },
      { kind: 'comment', open: String.raw`//|#(?!\[)`, close: String.raw`$|(?=\?>)` },
      block(),
      {
        kind: 'string',
        open: String.raw`<<<[ \t]*["']?([A-Za-z_]\w*)["']?\r?\n`,
        close: String.raw`^[ \t]*\1\b`,
      },
      quoted('"'),
      quoted("'"),
      quoted('`'),
    ],
  },
  java: { starts: `["'/]`, delimited: [lines('//'), block(), quoted('"""'), ...cStrings] },
  kotlin: {
    starts: `["'/]`,
    delimited: [
      lines('//'),
      block(true),
      { kind: 'string', open: '"""', close: '"""+', code: DOLLAR },
      quoted('"', { line: true, code: DOLLAR }),
      quoted("'", ONE_LINE),
    ],
  },
  swift: {
    starts: '["#/]',
    delimited: [
      lines('//'),
      block(true),
      { kind: 'string', open: '(#+)"""', close: String.raw`"""\1` },
      { kind: 'string', open: '(#+)"', close: String.raw`"\1`, line: true },
      quoted('"""', { code: String.raw`\\\(` }),
      quoted('"', { line: true, code: String.raw`\\\(` }),
    ],
  },
  'objective-c': { starts: `["'/]`, delimited: [lines('//'), block(), ...cStrings] },
  dart: {
    starts: `["'/]`,
    delimited: [
      lines('//'),
      block(true),
      { kind: 'string', open: TRIPLE, close: String.raw`\1`, prefix: RAW },
      { kind: 'string', open: EITHER, close: String.raw`\1`, line: true, prefix: RAW },
      same(TRIPLE, { code: DOLLAR }),
      same(EITHER, { line: true, code: DOLLAR }),
    ],
  },
  go: {
    starts: '["\'`/]',
    delimited: [
      lines('//'),
      block(),
      { kind: 'string', open: '`', close: '`' },
      quoted('"', ONE_LINE),
      quoted("'", ONE_LINE),
    ],
  },
  csharp: {
    starts: `["'/$@]`,
    delimited: [
      lines('//'),
      block(),
      { kind: 'string', open: String.raw`\$*("""+)`, close: String.raw`\1` },
      {
        kind: 'string',
        open: String.raw`(?:\$@|@\$)"`,
        close: '"',
        skip: String.raw`""|\{\{`,
        code: BRACE,
      },
      { kind: 'string', open: '@"', close: '"', skip: '""' },
      {
        kind: 'string',
        open: String.raw`\$"`,
        close: '"',
        skip: String.raw`${ESCAPE}|\{\{`,
        code: BRACE,
        line: true,
      },
      ...cStrings,
    ],
  },
  elixir: {
    starts: `["'#~?]`,
    delimited: [
      lines('#'),
      same(String.raw`~[a-z]${TRIPLE}`, { code: HASH }),
      { kind: 'string', open: String.raw`~[A-Z]+${TRIPLE}`, close: String.raw`\1` },
      {
        kind: 'string',
        open: String.raw`~[a-z]${BRACKET}`,
        close: 'counterpart',
        skip: ESCAPE,
        code: HASH,
      },
      { kind: 'string', open: String.raw`~[A-Z]+${BRACKET}`, close: 'counterpart' },
      { kind: 'string', open: String.raw`(?<!\w)\?\\?["'#]`, close: '' },
      same(TRIPLE, { code: HASH }),
      same(EITHER, { code: HASH }),
    ],
  },
  xml: { starts: '<', delimited: [{ kind: 'comment', open: '<!--', close: '-->' }] },
};

function heredoc(open: string, { operand }: Options): Delimited {
  return {
    kind: 'string',
    open,
    close: String.raw`^[ \t]*\2\b`,
    below: true,
    ...(operand === undefined ? {} : { operand }),
  };
}

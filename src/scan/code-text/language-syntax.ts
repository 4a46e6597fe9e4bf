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
  readonly delimited: readonly Delimited[];
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

type Options = Pick<Delimited, 'code' | 'line' | 'operand' | 'skip'>;

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

/** How code is told from comments and strings, by the language references of each. */
export const languageSyntax: Readonly<Record<CodeLanguage, LanguageSyntax>> = {
  python: {
    delimited: [
      lines('#'),
      same(String.raw`\b(?:[fF][rR]?|[rR][fF])${TRIPLE}`, {
        skip: String.raw`${ESCAPE}|\{\{`,
        code: BRACE,
      }),
      same(String.raw`(?:\b(?:[uU]|[bB][rR]?|[rR][bB]?))?${TRIPLE}`),
      same(String.raw`\b(?:[fF][rR]?|[rR][fF])${EITHER}`, {
        skip: String.raw`${ESCAPE}|\{\{`,
        code: BRACE,
        line: true,
      }),
      same(String.raw`(?:\b(?:[uU]|[bB][rR]?|[rR][bB]?))?${EITHER}`, ONE_LINE),
    ],
  },
  ruby: {
    delimited: [
      { kind: 'comment', open: String.raw`^=begin\b`, close: String.raw`^=end\b.*$` },
      { kind: 'comment', open: '^__END__$', close: String.raw`(?![\s\S])` },
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
  java: { delimited: [lines('//'), block(), quoted('"""'), ...cStrings] },
  kotlin: {
    delimited: [
      lines('//'),
      block(true),
      { kind: 'string', open: '"""', close: '"""+', code: DOLLAR },
      quoted('"', { line: true, code: DOLLAR }),
      quoted("'", ONE_LINE),
    ],
  },
  swift: {
    delimited: [
      lines('//'),
      block(true),
      { kind: 'string', open: '(#+)"""', close: String.raw`"""\1` },
      { kind: 'string', open: '(#+)"', close: String.raw`"\1`, line: true },
      quoted('"""', { code: String.raw`\\\(` }),
      quoted('"', { line: true, code: String.raw`\\\(` }),
    ],
  },
  'objective-c': { delimited: [lines('//'), block(), ...cStrings] },
  dart: {
    delimited: [
      lines('//'),
      block(true),
      { kind: 'string', open: String.raw`\br${TRIPLE}`, close: String.raw`\1` },
      { kind: 'string', open: String.raw`\br${EITHER}`, close: String.raw`\1`, line: true },
      same(TRIPLE, { code: DOLLAR }),
      same(EITHER, { line: true, code: DOLLAR }),
    ],
  },
  go: {
    delimited: [
      lines('//'),
      block(),
      { kind: 'string', open: '`', close: '`' },
      quoted('"', ONE_LINE),
      quoted("'", ONE_LINE),
    ],
  },
  csharp: {
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
  xml: { delimited: [{ kind: 'comment', open: '<!--', close: '-->' }] },
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

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeLanguageOf, type CodeLanguage } from '../../../src/scan/code-text/code-language.ts';
import { readCodeText } from '../../../src/scan/code-text/read-code-text.ts';
import { codeTokens } from '../../../src/scan/code-text/code-tokens.ts';
import { codeUnits } from '../../../src/scan/code-text/code-units.ts';
import { tokenPairs } from '../../../src/scan/code-text/token-pairs.ts';

const languages: readonly CodeLanguage[] = [
  'python',
  'ruby',
  'php',
  'java',
  'kotlin',
  'swift',
  'objective-c',
  'dart',
  'go',
  'csharp',
  'elixir',
  'xml',
];

/** `C` and `S` in the second line stand under what is a comment and what a string holds. */
const told: readonly (readonly [CodeLanguage, string, string])[] = [
  ['python', `x = 'a#b' # it's`, `x = 'SSS' CCCCCC`],
  ['python', `"""a"b"""; y = rb'\\''`, `"""SSS"""; y = rb'SS'`],
  ['python', `f"a{d['k']}b{{c}}"`, `f"S{d['S']}SSSSSS"`],
  ['python', `x = 'not closed`, `x = 'SSSSSSSSSS`],
  ['ruby', `a = 4 / 2 # b / c`, `a = 4 / 2 CCCCCCC`],
  ['ruby', `x =~ /a#{b}"[/]/ # c`, `x =~ /S#{b}SSSS/ CCC`],
  ['ruby', `puts %w[a [b] #c], ?"`, `puts %w[SSSSSSSS], ?"`],
  ['ruby', `n = a % b; "x#{h['k']}"`, `n = a % b; "S#{h['S']}"`],
  ['php', `it's <?php 'a' # b ?> c`, `CCCCCCCCCC 'S' CCCCCCCC`],
  ['php', `<?php #[A('b')] // c`, `CCCCC #[A('S')] CCCC`],
  ['java', `'"' + "/*\\"" /* " */;`, `'S' + "SSSS" CCCCCCC;`],
  ['kotlin', `"a\${b("c")}d" /* /* */ */`, `"S\${b("S")}S" CCCCCCCCCCC`],
  ['swift', `"a\\(b["c"])d" #"e"f"#`, `"S\\(b["S"])S" #"SSS"#`],
  ['objective-c', `@"a//b" // c`, `@"SSSS" CCCC`],
  ['dart', `'a\${b['c']}' r'\\' // d`, `'S\${b['S']}' r'S' CCCC`],
  ['go', '`a"b` + "c" // d', '`SSS` + "S" CCCC'],
  ['csharp', `@"a""b" $"c{d["e"]}{{f}}"`, `@"SSSS" $"S{d["S"]}SSSSS"`],
  ['elixir', `~s(a "b") ?" "#{c["d"]}" # e`, `~s(SSSSS) ?" "#{c["S"]}" CCC`],
  ['xml', `<a b="c"><!-- d --></a>`, `<a b="c">CCCCCCCCCC</a>`],
];

describe.each(told)('%s: %s', (language, text, expected) => {
  test('is told apart', () => {
    const { comments, strings } = readCodeText(text, language);
    const letters = [...text];
    for (const { start, end } of comments) letters.fill('C', start, end);
    for (const { start, end } of strings.flatMap(({ pieces }) => pieces))
      letters.fill('S', start, end);
    expect(letters.join('')).toBe(expected);
  });
});

test('heredocs of Ruby stand below the line that announces them, one after the other', () => {
  const text = 'put <<~A, "b", <<-C\n  it\'s #one\n  A\n  two"\n  C\nz # d';
  expect(readCodeText(text, 'ruby').code).toBe(
    'put <<~A, " ", <<-C\n           \n  A\n      \n  C\nz    ',
  );
});

test('what looks like a heredoc and never ends appends', () => {
  expect(readCodeText("list <<NAME\nx = 'y'", 'ruby').code).toBe("list <<NAME\nx = ' '");
});

test('heredocs of PHP end at their name', () => {
  expect(readCodeText("<?php $x = <<<'EOT'\n it's\nEOT;\n$y;", 'php').code).toBe(
    "      $x = <<<'EOT'\n     \nEOT;\n$y;",
  );
});

test('files of tests, templates and settings are none of these languages', () => {
  expect(codeLanguageOf('app/views/link.blade.php')).toBeUndefined();
  expect(codeLanguageOf('config/app.json')).toBeUndefined();
  expect(codeLanguageOf('App/Hook.SWIFT')).toBe('swift');
});

const signs =
  '" \' ` """ \'\'\' # // /* */ \\ { } ( ) [ ] #{ ${ \\( <<~A A %w[ ~s( @" $" <?php ?> =begin =end <!-- --> ' +
  'do end if 1 é / ?" : -> => r';
const pieces = fc.constantFrom(
  '\n',
  '\r\n',
  ' ',
  '\u2028',
  'def f',
  'func x()',
  ...signs.split(' '),
);

describe.each(languages)('any text as %s', (language) => {
  test('keeps its length, its line ends and its order', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const code = readCodeText(text, language);
        const lineEnds = (each: string) => each.replaceAll(/[^\r\n\u2028]/g, '.');
        expect(lineEnds(code.code)).toBe(lineEnds(text));
        expect(lineEnds(code.withoutComments)).toBe(lineEnds(text));
        const tokens = codeTokens(code);
        for (const [index, token] of tokens.entries()) {
          expect(token.start).toBeGreaterThanOrEqual(tokens[index - 1]?.end ?? 0);
          expect(token.end).toBeGreaterThan(token.start);
        }
        const units = codeUnits(code, tokens, tokenPairs(tokens));
        for (const unit of units) expect(unit.end).toBeGreaterThanOrEqual(unit.start);
      }),
      { numRuns: 400 },
    );
  });
});

import { tokensOf } from './code-tokens.ts';
import type { Mutator } from './mutation.ts';

/** Changes that leave some other program, or none. */
export const breakMeaning = {
  /** The file ends here. */
  truncation: ({ text }, dice) => [{ start: dice.below(text.length), end: text.length, text: '' }],

  deletion: ({ text }, dice) => {
    const start = dice.below(text.length);
    return [{ start, end: Math.min(text.length, start + 1 + dice.below(80)), text: '' }];
  },

  tokenDeletion: (file, dice) =>
    dice
      .some(tokensOf(file))
      .slice(0, 1 + dice.below(3))
      .map(({ start, end }) => ({ start, end, text: '' })),

  /** A range stands there twice. */
  duplication: ({ text }, dice) => {
    const start = dice.below(text.length);
    const end = Math.min(text.length, start + 1 + dice.below(400));
    return [{ start: end, end, text: text.slice(start, end) }];
  },

  /** Whole lines stand there twice: often still a program. */
  lineDuplication: ({ text }, dice) => {
    const lines = text.split('\n');
    const first = dice.below(lines.length);
    const copied = lines.slice(first, first + 1 + dice.below(30));
    const at = lines.slice(0, first).reduce((sum, line) => sum + line.length + 1, 0);
    return [{ start: at, end: at, text: `${copied.join('\n')}\n` }];
  },

  /** The file stands there twice. */
  doubling: ({ text }) => [{ start: text.length, end: text.length, text: `\n${text}` }],

  tokenSwap: (file, dice) => {
    const tokens = tokensOf(file);
    const first = dice.below(tokens.length);
    const [one, other] = [tokens[first], tokens[first + 1 + dice.below(5)]];
    if (one === undefined || other === undefined) return [];
    return [
      { start: one.start, end: one.end, text: other.text },
      { start: other.start, end: other.end, text: one.text },
    ];
  },

  /** A token takes the place of another. */
  tokenCopy: (file, dice) => {
    const tokens = tokensOf(file);
    const [one, other] = [dice.pick(tokens), dice.pick(tokens)];
    if (one === undefined || other === undefined) return [];
    return [{ start: one.start, end: one.end, text: other.text }];
  },

  characters: ({ text }, dice) => {
    const at = dice.below(text.length + 1);
    return [{ start: at, end: at, text: dice.pick(CHARACTERS) ?? '' }];
  },

  templateTags: ({ text }, dice) => {
    const at = dice.below(text.length + 1);
    return [{ start: at, end: at, text: dice.pick(TAGS) ?? '' }];
  },

  /** A template tag in the place of a token. */
  tagForToken: (file, dice) => {
    const token = dice.pick(tokensOf(file));
    if (token === undefined) return [];
    return [{ start: token.start, end: token.end, text: dice.pick(TAGS) ?? '' }];
  },
} satisfies Readonly<Record<string, Mutator>>;

const CHARACTERS = [
  '\u0000',
  '\u2028',
  '\u2029',
  '\uFEFF',
  '\u00A0',
  '\u200B',
  '\uD800',
  '\u{1F4B3}',
  'é',
  '漢字',
  '\r',
  '\v',
  '\\',
  '`',
  '"',
  "'",
  '/',
  '*/',
  '/*',
  '//',
  '<!--',
  '-->',
  '</script>',
  '<script>',
  '${',
  '}',
  '{',
  ')',
  '(',
  ']',
  '[',
  ';',
  ',',
  '...',
  '?.',
  '??=',
  '=>',
  '@',
  '#',
  'async ',
  'await ',
  'yield ',
  '<<<<<<< HEAD\n',
  '\n=======\n',
  '<div>',
  '\n',
  '\r\n',
  'Plaid.create(',
  'usePlaidLink({',
  '<PlaidLink ',
  '"use strict";',
];

const TAGS = [
  '<%= key %>',
  '<%- key %>',
  '<% if (key) { %>',
  '<% } %>',
  '{{ key }}',
  '{{{ key }}}',
  '{% if key %}',
  '{% endif %}',
  '{!! $key !!}',
  '<?= $key ?>',
  '<?php echo $key; ?>',
  '@if ($key)',
  '@endif',
  '#{key}',
  '${key}',
  '{%',
  '<%',
  '{{',
  '%>',
  '}}',
  '<?php',
];

import { ts } from 'ts-morph';
import { bare, bindingOf } from '../../scan/bindings.ts';
import { isRendered, textOf, type CodePlace } from '../../scan/code-place.ts';
import { quoteStyle } from '../../scan/quote-style.ts';
import { staticValue } from '../../scan/static-value.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { quotedText } from '../../generate/quoted-text.ts';
import type { UrlPiece } from './sibling-url.ts';

/** The pieces of a URL expression behind a `prefix`; names of constants are replaced by what they hold. */
export function urlPieces(
  expression: ts.Expression,
  place: CodePlace,
  prefix = '',
): readonly UrlPiece[] {
  return joined([{ kind: 'text', text: prefix }, ...piecesOf(expression, place)]);
}

function piecesOf(expression: ts.Expression, place: CodePlace): readonly UrlPiece[] {
  const node = bare(expression);
  if (ts.isTemplateExpression(node) && !isRendered(node, place)) {
    return [
      { kind: 'text', text: node.head.text },
      ...node.templateSpans.flatMap((span): UrlPiece[] => [
        ...piecesOf(span.expression, place),
        { kind: 'text', text: span.literal.text },
      ]),
    ];
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return [...piecesOf(node.left, place), ...piecesOf(node.right, place)];
  }
  if (ts.isStringLiteralLike(node)) {
    return isRendered(node, place)
      ? taggedPieces(node, place)
      : [{ kind: 'text', text: node.text }];
  }
  const value = isOfBuild(node, place) ? undefined : staticValue(node, place);
  return value?.kind === 'literal' && typeof value.value === 'string' && value.value.includes('/')
    ? [{ kind: 'text', text: value.value }]
    : [{ kind: 'code', code: settingOf(node, place) ?? textOf(node, place) }];
}

/** `environment.api` of Angular: a build for production has another file in its place. */
function isOfBuild(node: ts.Node, { script }: CodePlace): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  let root: ts.Node = node;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  const binding = bindingOf(root, script);
  return binding?.kind === 'import' && /(?:^|\/)environments?\/environment$/.test(binding.module);
}

/** `const host = process.env.HOST` of a function, whose name means nothing outside of it. */
function settingOf(node: ts.Node, place: CodePlace): string | undefined {
  const declared = ts.isIdentifier(node)
    ? symbolsOf(place.script).symbolOf(node)?.declarations?.[0]
    : undefined;
  if (declared === undefined || !ts.isVariableDeclaration(declared)) return undefined;
  if (declared.initializer === undefined || (declared.parent.flags & ts.NodeFlags.Const) === 0) {
    return undefined;
  }
  const isLocal = ts.findAncestor(declared, ts.isFunctionLike) !== undefined;
  const text = textOf(declared.initializer, place);
  return isLocal && /^(?:process|import\.meta)\.env\.\w+$/.test(text) ? text : undefined;
}

/** The text of a literal around the template tags in it, as it is written. */
function taggedPieces(node: ts.Node, place: CodePlace): readonly UrlPiece[] {
  const { text, placeholders } = place.file;
  const end = node.end - 1;
  const pieces: UrlPiece[] = [];
  let position = node.getStart(place.script.source) + 1;
  for (const tag of placeholders) {
    if (tag.start < position || tag.end > end) continue;
    pieces.push({ kind: 'text', text: text.slice(position, tag.start) });
    pieces.push({ kind: 'tag', code: text.slice(tag.start, tag.end) });
    position = tag.end;
  }
  return [...pieces, { kind: 'text', text: text.slice(position, end) }];
}

function joined(pieces: readonly UrlPiece[]): readonly UrlPiece[] {
  const merged: UrlPiece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text') {
      merged[merged.length - 1] = { kind: 'text', text: last.text + piece.text };
    } else if (piece.kind !== 'text' || piece.text !== '') {
      merged.push(piece);
    }
  }
  return merged;
}

/** Names and members of names: nothing that does something when it is evaluated again. */
export function isPlainCode(code: string): boolean {
  return /^[\w$]+(\.[\w$]+)*$/.test(code) && !/^this\b/.test(code);
}

/** The parts of a URL expression that are code, as far as they are among `pieces`. */
export function codeOf(
  expression: ts.Expression,
  pieces: readonly UrlPiece[],
  place: CodePlace,
): readonly ts.Node[] {
  const node = bare(expression);
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.flatMap((span) => codeOf(span.expression, pieces, place));
  }
  if (ts.isBinaryExpression(node)) {
    return [...codeOf(node.left, pieces, place), ...codeOf(node.right, pieces, place)];
  }
  const code = textOf(node, place);
  return pieces.some((piece) => piece.kind === 'code' && piece.code === code) ? [node] : [];
}

/** Pieces as an expression, written like the URL they come from. */
export function urlText(
  pieces: readonly UrlPiece[],
  like: ts.Expression,
  place: CodePlace,
): string {
  const hasCode = pieces.some((piece) => piece.kind === 'code');
  if (hasCode && ts.isTemplateExpression(bare(like))) {
    const parts = pieces.map((piece) => {
      if (piece.kind === 'text') return piece.text.replaceAll(/[`\\]|\$(?=\{)/g, String.raw`\$&`);
      return piece.kind === 'tag' ? piece.code : `\${${piece.code}}`;
    });
    return `\`${parts.join('')}\``;
  }
  // A tag may print the quotes that its own literal does not have.
  const quote = pieces.some((piece) => piece.kind === 'tag') ? quoteIn(like, place) : undefined;
  const parts: string[] = [];
  let literal: UrlPiece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'code') {
      literal.push(piece);
      continue;
    }
    if (literal.length > 0) parts.push(literalText(literal, place, quote));
    literal = [];
    parts.push(piece.code);
  }
  if (literal.length > 0) parts.push(literalText(literal, place, quote));
  return parts.join(' + ');
}

function literalText(
  pieces: readonly UrlPiece[],
  place: CodePlace,
  quote: string | undefined,
): string {
  if (quote === undefined) {
    return quotedIn(
      pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''),
      place,
    );
  }
  return (
    quote +
    pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.code)).join('') +
    quote
  );
}

function quoteIn(expression: ts.Node, place: CodePlace): string {
  const found = /["'`]/.exec(textOf(expression, place));
  return found?.[0] ?? "'";
}

/** A string literal in the quotes most of the script uses. */
export function quotedIn(text: string, place: CodePlace): string {
  return quotedText(text, quoteStyle(place.script.source));
}

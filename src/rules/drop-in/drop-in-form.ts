import {
  attributeOf,
  elementAt,
  markupTags,
  tagsOfId,
  type MarkupAttribute,
  type MarkupElement,
  type MarkupTag,
} from '../../scan/markup-tags.ts';
import { quotedText } from '../../generate/quoted-text.ts';
import type { Project } from '../../scan/project.ts';
import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import { siblingUrl, type UrlPiece } from '../exchange/sibling-url.ts';

/** The form that Link submitted. */
export interface DropInForm {
  readonly file: ScannedFile;
  readonly element: MarkupElement;
}

/** The form of an id: in the page itself, else the only one in the tree. */
export function findForm(
  id: string,
  file: ScannedFile,
  tags: readonly MarkupTag[],
  project: Project,
): DropInForm | undefined {
  const [own] = formsIn(file, tags, id);
  if (own !== undefined || id === '') return own;
  const others = project
    .mentioning(id)
    .filter((each) => each.kind === 'markup' && each !== file)
    .flatMap((each) => formsIn(each, markupTags(each), id));
  return others.length === 1 ? others[0] : undefined;
}

function formsIn(file: ScannedFile, tags: readonly MarkupTag[], id: string): DropInForm[] {
  return tagsOfId(id, tags, file)
    .filter((tag) => tag.kind !== 'close' && tag.name.toLowerCase() === 'form')
    .map((tag) => ({ file, element: elementAt(tags, tag) }));
}

/**
 * The URL beside the form's action, as a JavaScript expression; template tags in it stay. Undefined where
 * the action does not say it: a form without one posts to the page it stands in.
 */
export function urlBesideAction({ file, element }: DropInForm): string | undefined {
  const action = attributeOf(element.open, 'action');
  if (action?.value === undefined) return undefined;
  const pieces = siblingUrl(piecesOf(file, action.value));
  return pieces === undefined ? undefined : quotedPieces(pieces);
}

/** Whether the server wants a token of the form back, against forged requests. */
export function isGuarded({ file, element }: DropInForm): boolean {
  const content = file.text.slice(element.open.end, element.close?.start);
  return /csrf|(?<!public)_token\b|authenticity/i.test(content);
}

/** An attribute's value as a JavaScript string. */
export function quotedValue(file: ScannedFile, attribute: MarkupAttribute): string {
  return attribute.value === undefined ? "''" : quotedPieces(piecesOf(file, attribute.value));
}

/** Template tags in a text are none of JavaScript's business. */
function quotedPieces(pieces: readonly UrlPiece[]): string {
  const texts = pieces.map((piece) =>
    piece.kind === 'text' ? quotedText(piece.text, "'").slice(1, -1) : piece.code,
  );
  return `'${texts.join('')}'`;
}

function piecesOf(file: ScannedFile, value: Range): UrlPiece[] {
  const pieces: UrlPiece[] = [];
  let position = value.start;
  const text = (end: number) => {
    if (end > position)
      pieces.push({ kind: 'text', text: decoded(file.text.slice(position, end)) });
  };
  for (const { start, end } of file.placeholders) {
    if (start < position || end > value.end) continue;
    text(start);
    pieces.push({ kind: 'code', code: file.text.slice(start, end) });
    position = end;
  }
  text(value.end);
  return pieces;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
};

/** The text an attribute of HTML stands for. */
export function decoded(text: string): string {
  return text.replace(/&(?:amp|quot|#39|apos|lt|gt);/g, (entity) => entities[entity] ?? entity);
}

import type { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { isLineEnd, isLineStart, leadingStart, nextLine } from '../edits/remove-from-list.ts';
import type { FileEdit } from '../rule.ts';

/** Takes a member of a type or class out, with its line and the comment above that explains it. */
export function removeMember(
  member: ts.PropertySignature | ts.PropertyDeclaration,
  place: CodePlace,
): FileEdit {
  const { path, text } = place.file;
  const start = leadingStart(member, member.pos, place);
  const { end } = member;
  if (!isLineStart(text, start) || !isLineEnd(text, end)) {
    const space = /^[ \t]*/.exec(text.slice(end, end + 400))?.[0].length ?? 0;
    return { path, start: member.getStart(place.script.source), end: end + space, text: '' };
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return { path, start: lineStart, end: nextLine(text, end), text: '' };
}

import { nativeCodeOf } from '../scan/native/native-code.ts';
import type { Range, ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import { commentsOf } from './comments-of.ts';
import { EditIndex } from './edit-index.ts';
import { lineStart } from './line-ends.ts';

/**
 * What is wrong with a rewritten file, as the scan reads it: a syntax error it did not have, or a
 * comment that is gone. Undefined when it is sound.
 */
export function verifyOutput(
  before: ScannedFile,
  after: ScannedFile,
  edits: readonly TextEdit[],
  knownErrors = before.scripts.flatMap(({ syntaxErrors }) => syntaxErrors).length,
): string | undefined {
  if (before.path.endsWith('.json') && isJson(before.text) && !isJson(after.text)) {
    return 'the result is no JSON';
  }
  const native = nativeCodeOf(before)?.errors.length ?? 0;
  const errors = [
    ...after.scripts.flatMap((script) => script.syntaxErrors),
    ...(nativeCodeOf(after)?.errors ?? []),
  ];
  const [first] = errors;
  if (first !== undefined && errors.length > knownErrors + native) {
    return `the result does not parse (${first.message})`;
  }
  // Looking at every token is slow, and most edits cannot touch a comment.
  if (!edits.some((edit) => canLoseComments(before, edit))) return undefined;
  const lost = lostComment(before, after, edits);
  return lost === undefined ? undefined : `a comment is lost (line ${String(lost)})`;
}

function canLoseComments(
  { kind, text }: ScannedFile,
  { start, end, text: added }: TextEdit,
): boolean {
  // From the start of the line: a comment before the edit swallows what comes to stand behind it.
  const touched = text.slice(lineStart(text, start), end);
  return COMMENT_STARTS[kind].test(touched) || isOpen(added);
}

/** Whether a text may leave a template or a comment open, which swallows what follows. */
function isOpen(text: string): boolean {
  const parts = (mark: string) => text.split(mark).length;
  return parts('`') % 2 === 0 || parts('/*') !== parts('*/') || parts('<!--') !== parts('-->');
}

/** `//` behind a colon is the middle of a URL. */
const COMMENT_STARTS = {
  script: /(?<!:)\/\/|\/\*/,
  markup: /(?<!:)\/\/|\/\*|<!--/,
  data: /#|(?<!:)\/\/|\/\*/,
} as const;

/** The line of a comment that is not there any more, though nothing around it was to be removed. */
function lostComment(
  before: ScannedFile,
  after: ScannedFile,
  edits: readonly TextEdit[],
): number | undefined {
  const left = new Map<string, number>();
  for (const range of commentsOf(after)) count(left, normal(after.text, range), 1);
  const removed = new EditIndex(edits);
  for (const range of commentsOf(before)) {
    if (removed.around(range, ({ text }) => text.trim() === '') !== undefined) continue;
    const comment = normal(before.text, range);
    if ((left.get(comment) ?? 0) === 0) {
      return before.text.slice(0, range.start).split('\n').length;
    }
    count(left, comment, -1);
  }
  return undefined;
}

/** A comment may move and be indented anew. */
function normal(text: string, { start, end }: Range): string {
  return text.slice(start, end).replaceAll(/\s+/g, ' ').trim();
}

function count(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

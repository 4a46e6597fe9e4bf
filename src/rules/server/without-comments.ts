import { ts } from 'ts-morph';

/** A piece of code without its comments, and without the lines that hold nothing else. */
export function withoutComments(code: string): string {
  if (!/\/[/*]/.test(code)) return code;
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    ts.LanguageVariant.Standard,
    code,
  );
  let kept = '';
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    kept += isComment(kind) ? COMMENT : scanner.getTokenText();
  }
  return kept
    .replaceAll(new RegExp(`^[ \\t]*(?:${COMMENT}[ \\t]*)+\\r?\\n`, 'gm'), '')
    .replaceAll(new RegExp(`[ \\t]*${COMMENT}(?=[ \\t]*\\r?$)`, 'gm'), '')
    .replaceAll(new RegExp(`${COMMENT}[ \\t]*`, 'g'), '');
}

/** Nobody writes it. */
const COMMENT = '\0';

function isComment(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia
  );
}

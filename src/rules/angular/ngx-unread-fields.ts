import { ts } from 'ts-morph';
import type { AngularComponent, AngularTemplate } from '../../scan/angular-component.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import { removeOrphans } from '../edits/orphans.ts';
import { isPure } from '../edits/pure-expression.ts';
import { removeStatement } from '../edits/remove-statement.ts';
import type { FileEdit } from '../rule.ts';

/** The fields of a component that only the `removed` parts of its template read; `instead` takes the place of one. */
export function removeUnreadFields(
  { node, place }: AngularComponent,
  { file, range }: Pick<AngularTemplate, 'file' | 'range'>,
  removed: readonly FileEdit[],
  instead: string,
): { readonly edits: readonly FileEdit[]; readonly replaced: boolean } {
  let before = '';
  let after = '';
  let position = range.start;
  for (const { start, end, text } of removed.toSorted(
    (a, b) => a.start - b.start || a.end - b.end,
  )) {
    before += ` ${file.text.slice(start, end)}`;
    after += file.text.slice(position, start) + text;
    position = end;
  }
  after += file.text.slice(position, range.end);
  const unread = node.members.filter(ts.isPropertyDeclaration).filter((field) => {
    const name = field.name.getText();
    const isOwn = (ts.getDecorators(field) ?? []).length === 0;
    const isSimple = field.initializer === undefined || isPure(field.initializer);
    return (
      isOwn &&
      isSimple &&
      names(before, name) &&
      !names(after.replaceAll(/<!--[\s\S]*?-->/g, ''), name) &&
      !isReadInCode(node, name)
    );
  });
  const [first, ...others] = unread;
  const edits: FileEdit[] = others.map((field) => removeStatement(field, place));
  if (first !== undefined) {
    const start = first.getStart(place.script.source);
    const { path } = place.file;
    edits.push(...inPlaceOf({ path, start, end: first.end, text: `${instead};` }));
  }
  return {
    edits: [...edits, ...removeOrphans(unread, place)],
    replaced: first !== undefined,
  };
}

function names(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.])${name}(?![\\w$])`).test(text.replaceAll(/\[?\b\w+\]?=/g, ' '));
}

function isReadInCode(node: ts.Node, name: string): boolean {
  let isRead = false;
  const visit = (each: ts.Node): void => {
    isRead ||= ts.isPropertyAccessExpression(each) && each.name.text === name;
    if (!isRead) ts.forEachChild(each, visit);
  };
  visit(node);
  return isRead;
}

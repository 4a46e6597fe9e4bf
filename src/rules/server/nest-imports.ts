import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { FileEdit } from '../rule.ts';
import { wholeWord } from '../whole-word.ts';

/** The edit that imports more of NestJS; undefined where another thing has the name of one. */
export function nestImports(
  { file, script: { source } }: CodePlace,
  names: readonly string[],
): readonly FileEdit[] | undefined {
  const lists = source.statements.flatMap((each) => {
    const isNest =
      ts.isImportDeclaration(each) && /@nestjs\/common['"]$/.test(each.moduleSpecifier.getText());
    const bindings = isNest ? each.importClause?.namedBindings : undefined;
    return bindings !== undefined && ts.isNamedImports(bindings) ? [bindings] : [];
  });
  const known = new Set(lists.flatMap((each) => each.elements.map((one) => one.getText(source))));
  const missing = names.filter((each) => !known.has(each));
  if (missing.length === 0) return [];
  const last = lists.at(-1)?.elements.at(-1);
  const isTaken = missing.some((each) => wholeWord(each).test(source.text));
  if (last === undefined || isTaken) return undefined;
  const text = missing.map((each) => `, ${each}`).join('');
  return [{ path: file.path, start: last.end, end: last.end, text }];
}

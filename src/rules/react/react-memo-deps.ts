import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { removeFromList } from '../edits/remove-from-list.ts';
import type { FileEdit } from '../rule.ts';

/** What goes from the dependencies of `useMemo` and `useCallback`. */
export interface UnusedDeps {
  readonly edits: readonly FileEdit[];
  readonly gone: readonly ts.Node[];
}

/** Dependencies of a memo that it does not read any more, since all of that is `gone`. */
export function removeUnusedDeps(gone: readonly ts.Node[], place: CodePlace): UnusedDeps {
  const lists = new Map<ts.ArrayLiteralExpression, ts.Node>();
  for (const node of gone) {
    const memo = ts.findAncestor(node, isMemo);
    const [callback, deps] = memo?.arguments ?? [];
    const isRead = callback !== undefined && callback.pos <= node.pos && node.end <= callback.end;
    if (isRead && deps !== undefined && ts.isArrayLiteralExpression(deps))
      lists.set(deps, callback);
  }
  const edits: FileEdit[] = [];
  const unused: ts.Node[] = [];
  for (const [list, callback] of lists) {
    const left = new Set(textsIn(callback, gone, place));
    const went = new Set(gone.flatMap((each) => textsIn(each, [], place)));
    const items = list.elements.filter((each) => {
      const text = each.getText(place.script.source);
      return went.has(text) && !left.has(text);
    });
    unused.push(...items);
    edits.push(...removeFromList(list.elements, new Set<ts.Node>(items), place));
  }
  return { edits, gone: unused };
}

function isMemo(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && /(^|\.)use(Memo|Callback)$/.test(node.expression.getText());
}

/** The names and members that are read in a node, outside of `except`. */
function textsIn(node: ts.Node, except: readonly ts.Node[], place: CodePlace): readonly string[] {
  const texts: string[] = [];
  const visit = (each: ts.Node): void => {
    if (except.includes(each)) return;
    if (ts.isIdentifier(each) || ts.isPropertyAccessExpression(each)) {
      texts.push(each.getText(place.script.source));
    }
    ts.forEachChild(each, visit);
  };
  visit(node);
  return texts;
}

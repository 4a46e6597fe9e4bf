import { ts } from 'ts-morph';
import type { ReaderKind } from './holder.ts';
import { isAnswerCall } from './script-objects.ts';

/** What code does with the key where it names it. */
export function readerKind(node: ts.Node): ReaderKind {
  for (let each = node; !ts.isSourceFile(each); each = each.parent) {
    const { parent } = each;
    if (ts.isNewExpression(parent) && parent.arguments?.some((argument) => argument === each)) {
      return /plaid|client/i.test(parent.expression.getText()) ? 'client' : 'code';
    }
    if (ts.isCallExpression(parent) && parent.expression !== each) {
      return isAnswerCall(parent) ? 'answer' : 'code';
    }
    if (ts.isIfStatement(parent)) return parent.expression === each ? 'check' : 'code';
    if (ts.isStatement(each)) return 'code';
  }
  return 'code';
}

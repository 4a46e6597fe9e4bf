import { ts } from 'ts-morph';
import { isPure } from '../edits/pure-expression.ts';
import { settingCall, valueLeaves } from './value-leaves.ts';

/** Whether an expression can be left out: it only reads, at worst with a check that the key is there. */
export function canGo(value: ts.Expression): boolean {
  if (isPure(value)) return true;
  return valueLeaves(value).every(
    (leaf) => settingCall(leaf) !== undefined || (ts.isExpression(leaf) && isPure(leaf)),
  );
}

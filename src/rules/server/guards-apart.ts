import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import { pathText } from './route-path.ts';

/**
 * Guards that registrations of their own put in front of a route, the path being the same:
 * `router.post('/x', signedIn()); router.post('/x', handler);`.
 */
export function guardsApart(
  call: ts.CallExpression,
  path: string,
  { script: { source } }: CodePlace,
): readonly ts.Expression[] {
  const receiver = receiverOf(call, source);
  if (receiver === undefined) return [];
  return callsIn(source).flatMap((node) => {
    if (node.pos >= call.pos || receiverOf(node, source) !== receiver) return [];
    const [first, ...others] = node.arguments;
    const isSame = first !== undefined && pathText(first) === path && answersTo(node, call);
    return isSame && others.every(goesOn) ? others : [];
  });
}

function receiverOf({ expression }: ts.CallExpression, source: ts.SourceFile): string | undefined {
  return ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression)
    ? expression.expression.getText(source)
    : undefined;
}

function answersTo(guard: ts.CallExpression, { expression }: ts.CallExpression): boolean {
  const verb = memberName(guard.expression);
  return verb === 'use' || verb === 'all' || verb === memberName(expression);
}

/** Whether what is registered leaves the answer to what comes behind it: a function of two parameters answers itself. */
export function goesOn(argument: ts.Expression): boolean {
  return !ts.isFunctionLike(argument) || argument.parameters.length > 2;
}

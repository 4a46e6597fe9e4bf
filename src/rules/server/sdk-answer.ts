import { ts } from 'ts-morph';

/** What the code does with the answer of a call. */
export type AnswerUse =
  | { readonly kind: 'unused' }
  /** `const name = await call`: the name takes `data` instead. */
  | { readonly kind: 'declared'; readonly name: ts.BindingName }
  /** `(await call).accounts`: `.data` comes behind the parentheses. */
  | { readonly kind: 'inner'; readonly end: number }
  /** Any other `await call`. */
  | { readonly kind: 'awaited'; readonly node: ts.Expression }
  /** `call.then((answer) => …)` */
  | { readonly kind: 'handled'; readonly parameter: ts.ParameterDeclaration }
  /** The promise is returned, stored or handed on. */
  | { readonly kind: 'passed' };

/** Finds out what becomes of the promise that a call answers with. */
export function answerUse(call: ts.Expression): AnswerUse {
  const node = outermost(call);
  const { parent } = node;
  if (ts.isAwaitExpression(parent) || ts.isYieldExpression(parent)) return awaitedUse(parent);
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return { kind: 'unused' };
  const chained = chainedCall(node);
  if (chained === undefined) return { kind: 'passed' };
  if (chained.name === 'then') return thenUse(chained.call);
  const after = answerUse(chained.call);
  return after.kind === 'unused' ? after : { kind: 'passed' };
}

/** The call of a method of a promise, such as `promise.then(…)`. */
export function chainedCall(
  promise: ts.Node,
): { readonly name: string; readonly call: ts.CallExpression } | undefined {
  const member = promise.parent;
  if (!ts.isPropertyAccessExpression(member) || member.expression !== promise) return undefined;
  const call = member.parent;
  return ts.isCallExpression(call) && call.expression === member
    ? { name: member.name.text, call }
    : undefined;
}

/** Through parentheses and `as`, which change nothing. */
export function outermost(node: ts.Node): ts.Node {
  let outer = node;
  while (
    ts.isParenthesizedExpression(outer.parent) ||
    ts.isAsExpression(outer.parent) ||
    ts.isNonNullExpression(outer.parent)
  ) {
    outer = outer.parent;
  }
  return outer;
}

function thenUse(call: ts.CallExpression): AnswerUse {
  const [handler] = call.arguments;
  if (handler === undefined) return { kind: 'passed' };
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return { kind: 'passed' };
  const [parameter] = handler.parameters;
  if (parameter === undefined) {
    return /\barguments\b/.test(handler.getText()) ? { kind: 'passed' } : { kind: 'unused' };
  }
  const isPlain =
    parameter.type === undefined &&
    parameter.initializer === undefined &&
    parameter.dotDotDotToken === undefined;
  return isPlain ? { kind: 'handled', parameter } : { kind: 'passed' };
}

function awaitedUse(node: ts.AwaitExpression | ts.YieldExpression): AnswerUse {
  let outer: ts.Expression = node;
  while (ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  const { parent } = outer;
  if (ts.isExpressionStatement(parent)) return { kind: 'unused' };
  if (ts.isVariableDeclaration(parent) && parent.initializer === outer) {
    const isPlain = parent.type === undefined && !ts.isArrayBindingPattern(parent.name);
    if (isPlain) return { kind: 'declared', name: parent.name };
  }
  return outer === node ? { kind: 'awaited', node } : { kind: 'inner', end: outer.end };
}

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
  const registered = registrationsIn(source).get(`${receiver} ${path}`) ?? [];
  return registered.flatMap((node) => {
    if (node.pos >= call.pos || !answersTo(node, call)) return [];
    const others = node.arguments.slice(1);
    return others.every(goesOn) ? others : [];
  });
}

/** Calls with a path, by what they are made on and the path. */
type Registrations = ReadonlyMap<string, readonly ts.CallExpression[]>;

const known = new WeakMap<ts.SourceFile, Registrations>();

function registrationsIn(source: ts.SourceFile): Registrations {
  const before = known.get(source);
  if (before !== undefined) return before;
  const registrations = new Map<string, ts.CallExpression[]>();
  for (const call of callsIn(source)) {
    const receiver = receiverOf(call, source);
    const [first] = call.arguments;
    const path = first === undefined ? undefined : pathText(first);
    if (receiver === undefined || path === undefined) continue;
    const key = `${receiver} ${path}`;
    const others = registrations.get(key);
    if (others === undefined) registrations.set(key, [call]);
    else others.push(call);
  }
  known.set(source, registrations);
  return registrations;
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

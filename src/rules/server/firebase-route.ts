import { ts } from 'ts-morph';
import { bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import type { Framework } from '../../generate/framework.ts';
import { rootOf } from './named-sibling.ts';
import type { ServerRoute } from './server-route.ts';

/** https://firebase.google.com/docs/functions/http-events, and its page on callable functions. */
const FRAMEWORKS: ReadonlyMap<string, Framework> = new Map([
  ['onRequest', 'firebase'],
  ['onCall', 'firebase-call'],
]);

/** `functions.https.onRequest(handler)`, and `onRequest(options, handler)` of version 2. */
export function firebaseRoute(
  call: ts.CallExpression,
  argument: ts.Node,
  handler: Placed<ts.SignatureDeclaration>,
  place: CodePlace,
): ServerRoute | undefined {
  const framework = FRAMEWORKS.get(nameOf(call.expression, place) ?? '');
  if (framework === undefined || !isFirebase(call.expression, place)) return undefined;
  return {
    framework,
    registration: { node: ts.findAncestor(call, ts.isStatement) ?? call, place },
    path: undefined,
    receiver: undefined,
    guards: [],
    handler,
    call,
    argument,
  };
}

function nameOf(callee: ts.Expression, { script }: CodePlace): string | undefined {
  const member = memberName(callee);
  if (member !== undefined) return member;
  const binding = bindingOf(callee, script);
  return binding?.kind === 'import' ? binding.name : undefined;
}

function isFirebase(callee: ts.Expression, { script }: CodePlace): boolean {
  const root = rootOf(callee);
  const binding = root === undefined ? undefined : bindingOf(root, script);
  if (binding?.kind === 'import') return /^firebase-functions(?:\/|$)/.test(binding.module);
  // Handed in: `module.exports = (functions) => …`
  return /\bhttps\.on\w+$/.test(callee.getText(script.source));
}

import { ts } from 'ts-morph';
import { bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import type { ServerRoute } from './server-route.ts';

/** `Meteor.methods({ 'accounts.exchange'(token) {…} })`. https://docs.meteor.com/api/meteor.html#methods */
export function meteorRoute(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
  const { node, place } = handler;
  const member = ts.isMethodDeclaration(node) ? node : node.parent;
  const isMember =
    member === node || (ts.isPropertyAssignment(member) && member.initializer === node);
  if (!isMember || !ts.isObjectLiteralExpression(member.parent)) return undefined;
  const call = member.parent.parent;
  if (!ts.isCallExpression(call) || !isMethods(call.expression, place)) return undefined;
  return {
    framework: 'meteor',
    registration: { node: member, place },
    path: undefined,
    receiver: undefined,
    guards: [],
    handler,
  };
}

function isMethods(callee: ts.Expression, { script }: CodePlace): boolean {
  if (memberName(callee) !== 'methods' || !ts.isPropertyAccessExpression(callee)) return false;
  const binding = bindingOf(callee.expression, script);
  return (
    (binding?.kind === 'global' && binding.name === 'Meteor') ||
    (binding?.kind === 'import' && binding.module === 'meteor/meteor')
  );
}

/** How a method says who is signed in; undefined where it does not ask. */
export function meteorUser({ node, place }: Placed<ts.SignatureDeclaration>): string | undefined {
  const text = node.getText(place.script.source);
  if (/\bMeteor\.userId\(\)/.test(text)) return 'Meteor.userId()';
  if (!/\bthis\.userId\b/.test(text)) return undefined;
  return ts.isMethodDeclaration(node) ? 'this.userId' : 'Meteor.userId()';
}

import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { apolloCallAt } from './graphql-call.ts';
import type { HttpCall } from './http-call.ts';

/** Reads a call of a server's function by its name as one through HTTP, which it is; its URL is the name. */
export function remoteCallAt(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  return meteorCall(node, place) ?? callableCall(node, place) ?? apolloCallAt(node, place);
}

/** `Meteor.call('exchange', token, done)`. https://docs.meteor.com/api/meteor.html#Meteor-call */
function meteorCall(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  const callee = node.expression;
  const [name, data] = node.arguments;
  if (name === undefined || !ts.isStringLiteralLike(name)) return undefined;
  if (!/^(?:call|apply)(?:Async)?$/.test(memberName(callee) ?? '')) return undefined;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const receiver = callee.expression;
  const binding = bindingOf(receiver, place.script);
  const isMeteor =
    (binding?.kind === 'global' && binding.name === 'Meteor') ||
    (binding?.kind === 'import' && binding.module === 'meteor/meteor');
  if (!isMeteor) return undefined;
  const client = { kind: 'meteor', name: textOf(receiver, place) } as const;
  return { node, place, url: name, client, receiver, options: undefined, data };
}

/**
 * `firebase.functions().httpsCallable('exchange')(data)`, `httpsCallable(functions, 'exchange')(data)`, also
 * through a variable. https://firebase.google.com/docs/functions/callable
 */
function callableCall(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  const made = definitionOf(node.expression, place);
  if (made === undefined || !ts.isCallExpression(made.node)) return undefined;
  const maker = made.node;
  const callee = bare(maker.expression);
  const name = maker.arguments.find((each) => ts.isStringLiteralLike(each));
  const called = memberName(callee) ?? (ts.isIdentifier(callee) ? callee.text : undefined);
  if (called !== 'httpsCallable' || name === undefined) return undefined;
  const given = maker.arguments
    .slice(0, maker.arguments.indexOf(name))
    .map((each) => `${textOf(each, made.place)}, `);
  const client = {
    kind: 'callable',
    name: `${textOf(callee, made.place)}(${given.join('')}`,
  } as const;
  const [data] = node.arguments;
  return { node, place: made.place, url: name, client, receiver: maker, options: undefined, data };
}

import { ts } from 'ts-morph';
import type { EndpointShape } from '../../generate/link-token-endpoint-code.ts';
import { boundNames } from './bound-names.ts';
import type { Framework } from '../../generate/framework.ts';
import { isAsync } from './is-async.ts';
import type { ServerRoute } from './server-route.ts';
import { wholeWord } from '../whole-word.ts';

/** How many parameters a handler has at least, of those that have not two. */
const LEAST: Readonly<Partial<Record<Framework, number>>> = {
  koa: 1,
  hapi: 1,
  fastify: 1,
  'firebase-call': 0,
  lambda: 1,
  graphql: 0,
};

/** What parameters are called, of those that are not called as those of express. */
const USUAL: Readonly<Partial<Record<Framework, readonly string[]>>> = {
  koa: ['ctx'],
  graphql: ['parent', 'args', 'context', 'info'],
  lambda: ['event', 'context', 'callback'],
};

/**
 * The parameters of an endpoint: those of the exchange's handler, with their types where nothing else says
 * them; of NestJS only those that `used` names, and of a destructured request only where it does.
 */
export function endpointParameters(
  { framework, handler: { node } }: ServerRoute,
  shape: EndpointShape,
  used: string,
): readonly string[] {
  const { parameters } = node;
  const isUsed = ({ name }: ts.ParameterDeclaration): boolean =>
    boundNames(name).some((each) => wholeWord(each).test(used));
  if (framework === 'meteor') return [];
  if (framework === 'nest' || framework === 'nest-graphql') {
    return parameters.filter(isUsed).map((each) => each.getText());
  }
  const isTyped = shape.kind === 'sibling' && parameters.some(({ type }) => type !== undefined);
  const isLong = parameters.some(({ name }) => name.getText() === 'request');
  const usual =
    USUAL[framework] ?? (isLong ? ['request', 'response', 'next'] : ['req', 'res', 'next']);
  const texts = parameters
    .filter(({ type }) => !isTyped || type !== undefined)
    .map((each, index) => {
      const isNamed = ts.isIdentifier(each.name) || isUsed(each);
      const name = isNamed ? each.name.getText() : (usual[index] ?? '_');
      return isTyped && each.type !== undefined ? `${name}: ${each.type.getText()}` : name;
    });
  // (event, context, callback)
  const answersBack = framework === 'lambda' && !isAsync(node);
  const least = answersBack ? parameters.length : (LEAST[framework] ?? 2);
  const wanted = Math.max(least, parameters.findLastIndex(isUsed) + 1);
  const missing = usual.slice(texts.length, isTyped ? texts.length : wanted);
  return [...texts, ...missing].slice(0, wanted);
}

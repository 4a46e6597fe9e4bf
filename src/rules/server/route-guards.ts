import { ts } from 'ts-morph';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import type { ServerRoute } from './server-route.ts';

/** What an object says of a route besides who may ask: it is about the exchange's own body and answer. */
const OF_THE_EXCHANGE =
  /^(?:schema|validate|validation|response|payload|body|bodyLimit|attachValidation|validatorCompiler|serializerCompiler|handler|tags|notes|description)$/;

/** What fastify asks before a handler. https://fastify.dev/docs/latest/Reference/Routes/#routes-options */
const HOOKS = /^(?:onRequest|preParsing|preValidation|preHandler|constraints)$/;

/** Entries of the object that registers a route which may hold guards: fastify's hooks, hapi's options. */
export function guardEntries(literal: ts.ObjectLiteralExpression): readonly ts.Node[] {
  return literal.properties.filter((each) => {
    const name = each.name?.getText() ?? '';
    return HOOKS.test(name) || isOptions(each);
  });
}

function isOptions(node: ts.Node): node is ts.PropertyAssignment {
  return ts.isPropertyAssignment(node) && /^(?:options|config)$/.test(node.name.getText());
}

/** The texts of the guards of a route, but for those that check the body of an exchange. */
export function guardTexts(route: ServerRoute): readonly string[] {
  const { guards, registration, framework, options = [] } = route;
  const { place } = registration;
  const kept = guards.flatMap((guard) => guardText(guard, place, framework === 'fastify') ?? []);
  const entries = options.flatMap((each) => entryText(each, place) ?? []);
  if (framework !== 'fastify' || entries.length === 0) return [...kept, ...entries];
  return [...kept, `{ ${entries.join(', ')} }`];
}

function guardText(
  guard: ts.Expression,
  place: CodePlace,
  takesOptions: boolean,
): string | undefined {
  const text = textOf(guard, place);
  if (ts.isObjectLiteralExpression(guard)) return keptEntries(guard, place);
  const made = takesOptions ? definitionOf(guard, place)?.node : undefined;
  if (made !== undefined && ts.isObjectLiteralExpression(made)) {
    const names = made.properties.map((each) => each.name?.getText() ?? '');
    if (!names.some((name) => OF_THE_EXCHANGE.test(name))) return text;
    const hooks = names
      .filter((name) => HOOKS.test(name))
      .map((name) => `${name}: ${text}.${name}`);
    return hooks.length === 0 ? undefined : `{ ${hooks.join(', ')} }`;
  }
  const isAboutBody = /^\[?\s*(?:body|check|celebrate)\(|schema/i.test(text);
  return isAboutBody || asksPublicToken(guard, place) ? undefined : text;
}

/** Looks for what only an exchange is sent. */
function asksPublicToken(guard: ts.Expression, place: CodePlace): boolean {
  const made = definitionOf(ts.isCallExpression(guard) ? guard.expression : guard, place);
  return made !== undefined && /public_?token/i.test(textOf(made.node, made.place));
}

function entryText(entry: ts.Node, place: CodePlace): string | undefined {
  if (!isOptions(entry)) return textOf(entry, place);
  const { name, initializer } = entry;
  if (!ts.isObjectLiteralExpression(initializer)) return textOf(entry, place);
  const kept = keptEntries(initializer, place);
  return kept === undefined ? undefined : `${name.getText()}: ${kept}`;
}

/** The object without what is about the exchange; undefined where nothing is left. */
function keptEntries(literal: ts.ObjectLiteralExpression, place: CodePlace): string | undefined {
  const kept = literal.properties.filter(
    (each) => !OF_THE_EXCHANGE.test(each.name?.getText(place.script.source) ?? ''),
  );
  if (kept.length === 0) return undefined;
  if (kept.length === literal.properties.length) return textOf(literal, place);
  return `{ ${kept.map((each) => textOf(each, place)).join(', ')} }`;
}

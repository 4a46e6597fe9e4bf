import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { propertyOf, type HttpCall } from './http-call.ts';

/** The field of the mutation in a document: `exchange` of `mutation ($t: String!) { exchange(t: $t) { id } }`. */
const MUTATION = /^\s*mutation\b[^{]*\{\s*(?:\w+\s*:\s*)?(\w+)/;

/** The field that a call through HTTP asks a GraphQL server to run; undefined for other calls. */
export function mutationOf({ options, data, place, client }: HttpCall): string | undefined {
  if (client?.kind !== 'fetch' && client?.kind !== 'axios') return undefined;
  const settings = options === undefined ? undefined : bare(options);
  const body =
    client.kind === 'fetch' && settings !== undefined && ts.isObjectLiteralExpression(settings)
      ? propertyOf(settings, 'body')
      : data;
  const sent = body === undefined ? undefined : definitionOf(unwrapped(body), place)?.node;
  if (sent === undefined || !ts.isObjectLiteralExpression(sent)) return undefined;
  const query = propertyOf(sent, 'query');
  return query === undefined ? undefined : fieldIn(query, place);
}

/** `JSON.stringify(x)` */
function unwrapped(body: ts.Expression): ts.Expression {
  const node = bare(body);
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  return first !== undefined && node.getText().startsWith('JSON.stringify(') ? first : body;
}

function fieldIn(document: ts.Expression, place: CodePlace): string | undefined {
  const found = definitionOf(document, place)?.node;
  if (found === undefined) return undefined;
  const text = ts.isTaggedTemplateExpression(found) ? found.template : found;
  return ts.isStringLiteralLike(text) || ts.isTemplateExpression(text)
    ? MUTATION.exec(text.getText().slice(1))?.[1]
    : undefined;
}

/**
 * `client.mutate({ mutation: EXCHANGE, variables })` of Apollo, where the file can write documents itself; its
 * URL is the name of the field. https://www.apollographql.com/docs/react/api/core/ApolloClient
 */
export function apolloCallAt(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  const callee = node.expression;
  const [settings] = node.arguments;
  if (memberName(callee) !== 'mutate' || !ts.isPropertyAccessExpression(callee)) return undefined;
  if (settings === undefined || !ts.isObjectLiteralExpression(settings)) return undefined;
  const document = propertyOf(settings, 'mutation');
  const found = document === undefined ? undefined : definitionOf(document, place);
  if (found === undefined || !ts.isTaggedTemplateExpression(found.node)) return undefined;
  const { tag, template } = found.node;
  const field = MUTATION.exec(template.getText().slice(1))?.[1];
  const isImported = bindingOf(tag, found.place.script)?.kind === 'import';
  if (field === undefined || found.place.file !== place.file || !isImported) return undefined;
  const receiver = callee.expression;
  const client = {
    kind: 'apollo',
    name: textOf(receiver, place),
    tag: textOf(tag, place),
  } as const;
  return { node, place, url: template, client, receiver, options: undefined, data: undefined };
}

import { ts } from 'ts-morph';
import type { EndpointPlace } from './endpoint-place.ts';
import { mutationField, siblingField } from './graphql-schema.ts';
import { asSibling, namedSibling } from './named-sibling.ts';
import type { ServerRoute } from './server-route.ts';
import { isTaken } from './sibling-name.ts';

/** A resolver beside that of the exchange, and its field in the schema. */
export function besideResolver(
  { handler, named }: ServerRoute,
  name: string,
): EndpointPlace | undefined {
  if (named === undefined || isTaken(name, handler.place)) return undefined;
  const { project } = handler.place;
  const field = mutationField(named, project);
  const sibling = namedSibling(handler, named, name);
  if (field === undefined || sibling === undefined) return undefined;
  const edits = [...sibling.edits, siblingField(field, name, project)];
  return { ...asSibling(sibling, handler.place), name, edits };
}

/** `@Mutation(() => Item) @UseGuards(…) async exchange(…)`; the schema is made of such methods. */
export function besideMutation(
  { handler: { node, place } }: ServerRoute,
  name: string,
): EndpointPlace | undefined {
  if (!ts.isMethodDeclaration(node) || isTaken(name, place)) return undefined;
  const { source } = place.script;
  const decorators = (ts.getDecorators(node) ?? []).map((each) => each.getText(source));
  const others = decorators.filter((text) => !/^@(?:Mutation|UsePipes)\b/.test(text));
  const line = source.text.slice(0, node.getStart(source)).split('\n').at(-1) ?? '';
  const indentation = /^[ \t]*/.exec(line)?.[0] ?? '';
  const head = ['@Mutation(() => String)', ...others, `async ${name}`].join(`\n${indentation}`);
  const shape = { kind: 'sibling', head, tail: '', isExpression: false, isEntry: false } as const;
  return { place, at: node.end, shape, name, edits: [] };
}

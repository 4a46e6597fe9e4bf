import { ts } from 'ts-morph';
import { bindingOf } from '../../scan/bindings.ts';
import type { Placed } from '../../scan/code-place.ts';
import { mutationField } from './graphql-schema.ts';
import type { ServerRoute } from './server-route.ts';

/** A resolver of a mutation: one that the schema names, or a method with `@Mutation()`. */
export function graphqlRoute(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
  const { node, place } = handler;
  const route = {
    registration: { node, place },
    path: undefined,
    receiver: undefined,
    guards: [],
    handler,
  } as const;
  if (isMutationMethod(handler)) return { ...route, framework: 'nest-graphql' };
  const named = nameOf(node);
  if (named === undefined || !isResolver(node)) return undefined;
  if (mutationField(named, place.project) === undefined) return undefined;
  return { ...route, framework: 'graphql', named };
}

/** NestJS and TypeGraphQL make the schema of their classes. */
function isMutationMethod({ node, place }: Placed<ts.SignatureDeclaration>): boolean {
  if (!ts.isMethodDeclaration(node)) return false;
  return (ts.getDecorators(node) ?? []).some(({ expression }) => {
    const callee = ts.isCallExpression(expression) ? expression.expression : expression;
    const binding = bindingOf(callee, place.script);
    return (
      binding?.kind === 'import' &&
      binding.name === 'Mutation' &&
      /^(?:@nestjs\/graphql|type-graphql)$/.test(binding.module)
    );
  });
}

/** `(parent, args, context)`: a service may have the name of the resolver that calls it. */
function isResolver({ parameters: [first, second] }: ts.SignatureDeclaration): boolean {
  if (first === undefined || second === undefined) return false;
  return (
    /^(?:_\w*|parent|root|obj|source|prev)$/.test(first.name.getText()) ||
    ts.isObjectBindingPattern(second.name) ||
    second.name.getText() === 'args'
  );
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  if (node.name !== undefined && ts.isIdentifier(node.name)) return node.name.text;
  const { parent } = node;
  const isValue = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  return isValue && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}

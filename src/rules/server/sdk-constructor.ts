import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { sdkExport } from './sdk-export.ts';

/** What the arguments of an old client say. */
export interface ClientArguments {
  readonly clientId: ts.Expression;
  readonly secret: ts.Expression;
  readonly env: ts.Expression;
  readonly publicKey: ts.Expression | undefined;
  readonly options: ts.Expression | undefined;
}

/**
 * An expression that makes a client of plaid-node 1 to 8. `direct`: of the legacy API, 1.x. `positional`:
 * 2 to 5. `object`: 6 to 8. `unclear`: its arguments cannot be told apart.
 */
export type SdkConstructor = {
  readonly node: ts.NewExpression;
  readonly place: CodePlace;
} & (
  | { readonly form: 'direct' | 'unclear' }
  | { readonly form: 'positional' | 'object'; readonly arguments: ClientArguments }
);

/** Reads `new plaid.Client(…)`; undefined for anything else. */
export function sdkConstructor(
  node: ts.Node,
  place: CodePlace,
  major: number | undefined,
): SdkConstructor | undefined {
  return ts.isNewExpression(node) && sdkExport(node.expression, place) === 'Client'
    ? constructorAt(node, place, major)
    : undefined;
}

function constructorAt(
  node: ts.NewExpression,
  place: CodePlace,
  major: number | undefined,
): SdkConstructor {
  const given = node.arguments ?? [];
  if (given.some(ts.isSpreadElement)) return { node, place, form: 'unclear' };
  if (given.length === 1) return ofObject(node, place);
  const [clientId, secret, third, fourth, fifth] = given;
  if (clientId === undefined || secret === undefined || third === undefined) {
    return { node, place, form: 'unclear' };
  }
  if (given.length === 3) {
    return { node, place, form: (major ?? 1) <= 1 ? 'direct' : 'unclear' };
  }
  if (fourth === undefined || given.length > 5) return { node, place, form: 'unclear' };
  // Without a public key, as some wrote it on the way to 6.
  if (given.length === 4 && isEnvironment(third) && ts.isObjectLiteralExpression(bare(fourth))) {
    return made({ clientId, secret, env: third, publicKey: undefined, options: fourth });
  }
  return made({ clientId, secret, env: fourth, publicKey: third, options: fifth });

  function made(each: ClientArguments): SdkConstructor {
    return { node, place, form: 'positional', arguments: each } as const;
  }
}

function isEnvironment(node: ts.Expression): boolean {
  return /environments\b/.test(node.getText());
}

/** plaid-node 6 to 8 never read the last two, which some took over from before. */
const FIELDS: ReadonlySet<string> = new Set([
  'clientID',
  'secret',
  'env',
  'options',
  'publicKey',
  'public_key',
]);

function ofObject(node: ts.NewExpression, place: CodePlace): SdkConstructor {
  const [only] = node.arguments ?? [];
  const literal = only === undefined ? undefined : bare(only);
  if (literal === undefined || !ts.isObjectLiteralExpression(literal)) {
    return { node, place, form: 'unclear' };
  }
  const clientId = valueOf(literal, 'clientID');
  const secret = valueOf(literal, 'secret');
  const env = valueOf(literal, 'env');
  const isKnown = literal.properties.every((each) => FIELDS.has(each.name?.getText() ?? ''));
  if (clientId === undefined || secret === undefined || env === undefined || !isKnown) {
    return { node, place, form: 'unclear' };
  }
  const options = valueOf(literal, 'options');
  const publicKey = valueOf(literal, 'publicKey') ?? valueOf(literal, 'public_key');
  return { node, place, form: 'object', arguments: { clientId, secret, env, publicKey, options } };
}

function valueOf(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = literal.properties.find((each) => each.name?.getText() === name);
  if (property === undefined) return undefined;
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

/** The literal with the options of a client, also where a name of the same file holds it. */
export function clientOptions(
  options: ts.Expression,
  place: CodePlace,
): Placed<ts.ObjectLiteralExpression> | undefined {
  const found = definitionOf(options, place);
  if (found === undefined || found.place.file !== place.file) return undefined;
  const { node } = found;
  return ts.isObjectLiteralExpression(node) ? { node, place } : undefined;
}

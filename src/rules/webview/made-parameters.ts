import { ts } from 'ts-morph';
import { linkTokenRequest, type LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { optionValue } from '../options/option-value.ts';

/** The object that an address makes its parameters of: `?${qs.stringify({ key, env })}`, with a public_key in it. */
export function madeParameters(
  address: ts.Expression,
  place: CodePlace,
): Placed<ts.ObjectLiteralExpression> | undefined {
  let found: Placed<ts.ObjectLiteralExpression> | undefined;
  const visit = (node: ts.Node): void => {
    found ??= objectsAt(node, place).find((each) => each.node.properties.some(isKey));
    if (found === undefined) ts.forEachChild(node, visit);
  };
  visit(address);
  return found;
}

/** Itself, what a name stands for, and what `new URLSearchParams(parameters)` was given. */
function objectsAt(node: ts.Node, place: CodePlace): readonly Placed<ts.ObjectLiteralExpression>[] {
  if (ts.isObjectLiteralExpression(node)) return [{ node, place }];
  const found = ts.isIdentifier(node) ? definitionOf(node, place) : undefined;
  if (found === undefined || found.node === node) return [];
  const { node: value, place: where } = found;
  if (ts.isObjectLiteralExpression(value)) return [{ node: value, place: where }];
  const given = ts.isCallExpression(value) || ts.isNewExpression(value) ? value.arguments : [];
  return (given ?? []).flatMap((each) =>
    ts.isObjectLiteralExpression(each) ? [{ node: each, place: where }] : [],
  );
}

function isKey({ name }: ts.ObjectLiteralElementLike): boolean {
  return name !== undefined && /^['"]?(?:key|publicKey)['"]?$/.test(name.getText());
}

/** The parameters as the server's request. */
export function requestOfMade({
  node,
  place,
}: Placed<ts.ObjectLiteralExpression>): LinkTokenRequest {
  const options = new Map<string, OptionValue>();
  for (const each of node.properties) {
    const isShort = ts.isShorthandPropertyAssignment(each);
    const value = ts.isPropertyAssignment(each)
      ? each.initializer
      : isShort
        ? each.name
        : undefined;
    const name = each.name?.getText().replaceAll(/['"]/g, '');
    const known = value === undefined ? undefined : optionValue({ value, place });
    if (name !== undefined && known !== undefined) options.set(name, known);
  }
  return linkTokenRequest(options, { token: options.has('token') ? 'always' : 'never' });
}

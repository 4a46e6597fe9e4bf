import { ts } from 'ts-morph';
import { findSdkMethod, type SdkMethod } from '../../plaid/sdk-methods.ts';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { staticValue } from '../../scan/static-value.ts';

/** A field of the request object, from an argument or as source text. */
export type RequestField =
  | { readonly name: string; readonly value: ts.Expression }
  | { readonly name: string; readonly text: 'default-countries' };

/** What the arguments of an old call become. */
export type SdkArguments =
  | {
      readonly kind: 'fields';
      readonly fields: readonly RequestField[];
      readonly callback: ts.Expression | undefined;
    }
  /** The one argument is the request. */
  | {
      readonly kind: 'request';
      readonly request: ts.Expression | undefined;
      readonly callback: ts.Expression | undefined;
    }
  /** A person has to tell which argument is what. */
  | { readonly kind: 'unclear' };

/** The old method by its name, also by the one bluebird gives it. */
export function sdkMethodOf(name: string): { method: SdkMethod; promisified: boolean } | undefined {
  const own = findSdkMethod(name);
  if (own !== undefined) return { method: own, promisified: false };
  const method = name.endsWith('Async') ? findSdkMethod(name.slice(0, -5)) : undefined;
  return method === undefined ? undefined : { method, promisified: true };
}

/** Which argument is which. */
export function sdkArguments(
  call: ts.CallExpression,
  method: SdkMethod,
  major: number,
  place: CodePlace,
): SdkArguments {
  const given = [...call.arguments];
  if (given.some(ts.isSpreadElement)) return { kind: 'unclear' };
  const last = given.at(-1);
  const takesAll = parametersFor(method, given, major, place);
  const most = takesAll.filter((each) => each.isGiven).length;
  let callback: ts.Expression | undefined;
  if (last !== undefined && (given.length > most || isCallback(last, place))) {
    callback = last;
    given.pop();
  }
  if (given.length > most) return { kind: 'unclear' };
  const [first] = method.parameters;
  if (first?.field === '...') return { kind: 'request', request: given[0], callback };
  const atOptions = takesAll.filter((each) => each.isGiven)[given.length - 1];
  const lastGiven = given.at(-1);
  // `getAccounts(token, handle(res))`: options or a callback?
  if (
    callback === undefined &&
    atOptions?.name === 'options' &&
    lastGiven !== undefined &&
    ts.isCallExpression(bare(lastGiven))
  ) {
    return { kind: 'unclear' };
  }
  const fields: RequestField[] = [];
  for (const { name, isGiven } of takesAll) {
    const value = isGiven ? given.shift() : undefined;
    if (!isGiven) fields.push({ name, text: 'default-countries' });
    else if (value !== undefined && !isNothing(value)) fields.push({ name, value });
  }
  return { kind: 'fields', fields, callback };
}

/** Countries are an argument since 8; what looks like them is, whatever the version says. */
function parametersFor(
  method: SdkMethod,
  given: readonly ts.Expression[],
  major: number,
  place: CodePlace,
): readonly { readonly name: string; readonly isGiven: boolean }[] {
  return method.parameters.map(({ field, since }, index) => {
    const value = given[index];
    const isThere = value !== undefined && looksLikeCountries(value, place);
    return { name: field, isGiven: since === undefined || major >= since || isThere };
  });
}

function looksLikeCountries(value: ts.Expression, place: CodePlace): boolean {
  const known = staticValue(value, place);
  if (known.kind === 'literal') {
    const list = Array.isArray(known.value) ? known.value : [];
    return list.some((each) => typeof each === 'string' && /^[A-Z]{2}$/.test(each));
  }
  return /countr/i.test(known.text) && !isCallback(value, place);
}

/** Whether a last argument is the callback, and no options. */
function isCallback(argument: ts.Expression, place: CodePlace): boolean {
  const node = bare(argument);
  if (ts.isFunctionLike(node)) return true;
  if (ts.isIdentifier(node) && /^(cb|callback|done|next|fn|handler)$/i.test(node.text)) return true;
  if (ts.isCallExpression(node)) {
    // `Meteor.bindEnvironment(function …)`, `this.done.bind(this)`, `wrap(cb)`
    const callee = node.expression;
    if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'bind') return true;
    if (node.arguments.some((each) => isCallback(each, place))) return true;
    const made = definitionOf(callee, place);
    return made !== undefined && returnsFunction(made.node);
  }
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  const found = definitionOf(node, place);
  if (found === undefined || found.node === node) return false;
  if (ts.isCallExpression(found.node)) return isCallback(found.node, found.place);
  return ts.isFunctionLike(found.node);
}

function returnsFunction(made: ts.Node): boolean {
  if (!ts.isFunctionLike(made) || !('body' in made)) return false;
  const { body } = made;
  if (body === undefined) return false;
  if (!ts.isBlock(body)) return ts.isFunctionLike(bare(body));
  return body.statements.some(
    (each) =>
      ts.isReturnStatement(each) &&
      each.expression !== undefined &&
      ts.isFunctionLike(bare(each.expression)),
  );
}

function isNothing(value: ts.Expression): boolean {
  const node = bare(value);
  return (
    node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined')
  );
}

import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { givenArguments } from '../../scan/given-arguments.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { inside, isOr, payloadOf, takenApart, valuesOf, type Payload } from './payload.ts';

/** The field of a payload that an expression holds. */
export interface FieldOrigin {
  readonly payload: Payload;
  /** As Plaid writes it: `webhook_code`, also where code says `webhookCode`. */
  readonly field: string;
  /** Source text that stands for the payload here; undefined where only its fields are at hand. */
  readonly text: string | undefined;
  /** For a parameter: where calls of the function take it from. */
  readonly given?: readonly FieldOrigin[];
}

/** Longer chains of names than anybody writes. */
const LONGEST_CHAIN = 8;

/** The fields that an expression may hold, through names, conversions and `a ?? b`. */
export function fieldsOf(
  expression: ts.Node,
  place: CodePlace,
  left = LONGEST_CHAIN,
): readonly FieldOrigin[] {
  if (left <= 0) return [];
  const node = bare(expression);
  const more = (inner: ts.Node): readonly FieldOrigin[] => fieldsOf(inner, place, left - 1);
  if (ts.isIdentifier(node)) return ofName(node, place, left);
  if (ts.isAwaitExpression(node)) return more(node.expression);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    if (memberName(node) !== undefined) return ofMember(node, place);
    // `NAMES[code]`
    return ts.isElementAccessExpression(node) ? ofNamed(more(node.argumentExpression)) : [];
  }
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.PlusToken || node.operator === ts.SyntaxKind.TildeToken
      ? more(node.operand)
      : [];
  }
  if (ts.isBinaryExpression(node)) {
    if (isOr(node)) return [...more(node.left), ...more(node.right)];
    // `code * 1`
    if (node.operatorToken.kind === ts.SyntaxKind.AsteriskToken) {
      return node.right.getText() === '1' ? more(node.left) : [];
    }
    // `type + '/' + code`
    if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
      return [...more(node.left), ...more(node.right)];
    }
    // `code | 0`
    return isZeroOrEmpty(node.right)
      ? more(node.left)
      : isZeroOrEmpty(node.left)
        ? more(node.right)
        : [];
  }
  if (ts.isConditionalExpression(node)) return [...more(node.whenTrue), ...more(node.whenFalse)];
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.flatMap((span) => more(span.expression));
  }
  return ts.isCallExpression(node) ? ofCall(node, place, left) : [];
}

function isZeroOrEmpty(node: ts.Node): boolean {
  return /^(?:0|''|""|``)$/.test(node.getText());
}

function ofMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  place: CodePlace,
): readonly FieldOrigin[] {
  const name = memberName(node);
  const payload = name === undefined ? undefined : payloadOf(node.expression, place);
  if (name === undefined || payload === undefined) return [];
  return [{ payload, field: snakeCase(name), text: node.expression.getText() }];
}

/** Conversions, which the value outlives: functions of it, and its own methods. */
const CONVERTS =
  /^(?:parseInt|parseFloat|Number|String|toNumber|toInteger|toString|int|trunc|_parseInt)$/;
const OWN = /^(?:toString|toUpperCase|toLowerCase|trim|valueOf|toLocaleUpperCase)$/;

function ofCall(call: ts.CallExpression, place: CodePlace, left: number): readonly FieldOrigin[] {
  const callee = call.expression;
  const name = memberName(callee) ?? (ts.isIdentifier(callee) ? callee.text : '');
  const [first, second] = call.arguments;
  // `[type, code].join('/')`
  if (name === 'join' && ts.isPropertyAccessExpression(callee)) {
    const list = bare(callee.expression);
    const parts = ts.isArrayLiteralExpression(list) ? list.elements : [];
    return parts.flatMap((part) => fieldsOf(part, place, left - 1));
  }
  if (OWN.test(name) && ts.isPropertyAccessExpression(callee) && first === undefined) {
    return fieldsOf(callee.expression, place, left - 1);
  }
  if (first === undefined) return [];
  if (CONVERTS.test(name)) return fieldsOf(first, place, left - 1);
  // `req.param('code')`, `request.input('code')`, `form.get('code')`
  if (/^(?:param|input|get)$/.test(name) && ts.isStringLiteralLike(first)) {
    const object = ts.isPropertyAccessExpression(callee) ? callee.expression : undefined;
    const own = object && payloadOf(object, place);
    if (own !== undefined && !/header/i.test(object?.getText() ?? '')) {
      return [{ payload: own, field: snakeCase(first.text), text: undefined }];
    }
  }
  // `_.get(req.body, 'code')`
  if (/^(?:get|pick|path|prop)$/.test(name) && second !== undefined) {
    const path = ts.isStringLiteralLike(second) ? second.text.split('.') : [];
    const payload = path.length === 0 ? undefined : payloadOf(first, place);
    if (payload !== undefined) {
      const object = path.slice(0, -1).reduce(inside, payload);
      return [{ payload: object, field: snakeCase(path.at(-1) ?? ''), text: undefined }];
    }
  }
  // `nameOf(code)`, `names.get(code)`
  const named = ofNamed(fieldsOf(first, place, left - 1));
  if (named.length > 0) return named;
  // `webhookName(req.body)`: which field it is about, only the function knows.
  const payload = /pars|await/i.test(name) ? undefined : payloadOf(first, place);
  const isMade = payload !== undefined && payload.steps.length > 0;
  return isMade ? [{ payload, field: MADE, text: first.getText() }] : [];
}

/** What a function makes of a payload. */
const MADE = '(made)';

/** What code makes of a legacy code alone: names of its own, which may well be those of today's codes. */
export const NAMED = '(named)';

function ofNamed(origins: readonly FieldOrigin[]): readonly FieldOrigin[] {
  if (!origins.every(({ field }) => LEGACY_FIELD.test(field))) return [];
  return origins.map((origin) => ({ ...origin, field: NAMED, text: undefined }));
}

/** Names of the legacy field. A payload may have others: `status_code`, `country_code`. */
export const LEGACY_FIELD = /^(?:(?:plaid|webhook|hook|event|update|legacy)_)?code$/;

function ofName(name: ts.Identifier, place: CodePlace, left: number): readonly FieldOrigin[] {
  const declared = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
  if (declared === undefined) return [];
  if (ts.isBindingElement(declared)) {
    const taken = takenApart(declared, place);
    if (taken?.field === undefined) return [];
    return [{ payload: taken.payload, field: snakeCase(taken.field), text: textOfTaken(declared) }];
  }
  if (ts.isVariableDeclaration(declared)) {
    return ofVariable(declared, place, left);
  }
  return ts.isParameter(declared) ? ofParameter(name, declared, place, left) : [];
}

/** By declaration; none yet where names are given one another in a circle. */
const known = new WeakMap<ts.VariableDeclaration, readonly FieldOrigin[]>();

function ofVariable(
  declared: ts.VariableDeclaration,
  place: CodePlace,
  left: number,
): readonly FieldOrigin[] {
  const before = known.get(declared);
  if (before !== undefined) return before;
  known.set(declared, []);
  const found = valuesOf(declared, place).flatMap((value) => fieldsOf(value, place, left - 1));
  known.set(declared, found);
  return found;
}

/** `req.body` of `const { code } = req.body`. */
function textOfTaken(element: ts.BindingElement): string | undefined {
  const owner = element.parent.parent;
  return ts.isVariableDeclaration(owner) ? owner.initializer?.getText() : undefined;
}

/** A function that is handed the code and the token one by one: its parameters are the fields. */
function ofParameter(
  name: ts.Identifier,
  parameter: ts.ParameterDeclaration,
  place: CodePlace,
  left: number,
): readonly FieldOrigin[] {
  const given = givenArguments(name, place) ?? [];
  const fields = given.flatMap(({ node, place: there }) => fieldsOf(node, there, left - 1));
  const field = fields[0]?.field ?? snakeCase(name.text);
  const payload = { key: parametersKey(parameter.parent), root: parameter, steps: [] };
  return [{ payload, field, text: undefined, given: fields }];
}

/** What the parameters of a function are known by, as the fields of one payload. */
export function parametersKey(owner: ts.SignatureDeclaration): string {
  return `(${String(owner.pos)})`;
}

/** `webhookCode` as `webhook_code`. */
export function snakeCase(name: string): string {
  return /[a-z][A-Z]/.test(name)
    ? name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
    : name;
}

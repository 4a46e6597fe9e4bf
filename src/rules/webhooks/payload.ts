import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { assignedTo } from '../../scan/definition.ts';
import { symbolsOf } from '../../scan/symbols.ts';

/** An object that came from outside, or a part of one. */
export interface Payload {
  /** The same for every name of the object in its script. */
  readonly key: string;
  /** The declaration it starts from: a parameter, or a variable that nothing more is known of. */
  readonly root: ts.Node;
  /** The way from there: `body`. */
  readonly steps: readonly string[];
}

/** Longer chains of names than anybody writes. */
const LONGEST_CHAIN = 12;

/** The object an expression stands for, through names, destructuring, `JSON.parse` and the like. */
export function payloadOf(
  expression: ts.Node,
  place: CodePlace,
  left = LONGEST_CHAIN,
): Payload | undefined {
  if (left <= 0) return undefined;
  const node = bare(expression);
  if (ts.isIdentifier(node)) return ofName(node, place, left);
  if (ts.isAwaitExpression(node)) return payloadOf(node.expression, place, left - 1);
  if (node.kind === ts.SyntaxKind.ThisKeyword) return ofThis(node);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const object = payloadOf(node.expression, place, left - 1);
    return object && inside(object, memberName(node) ?? '[]');
  }
  if (ts.isBinaryExpression(node))
    return isOr(node) ? payloadOf(node.left, place, left - 1) : undefined;
  if (ts.isConditionalExpression(node)) {
    return payloadOf(node.whenTrue, place, left - 1) ?? payloadOf(node.whenFalse, place, left - 1);
  }
  if (ts.isCallExpression(node)) return ofCall(node, place, left);
  if (ts.isNewExpression(node)) {
    // `new WebhookDto(req.body)`
    const [only, ...more] = node.arguments ?? [];
    return only === undefined || more.length > 0 ? undefined : payloadOf(only, place, left - 1);
  }
  if (ts.isObjectLiteralExpression(node)) {
    const [only] = node.properties;
    return only !== undefined && ts.isSpreadAssignment(only) && node.properties.length === 1
      ? payloadOf(only.expression, place, left - 1)
      : undefined;
  }
  return undefined;
}

/** `a || b`, `a ?? b` */
export function isOr({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

/** A part of a payload. */
export function inside({ root, steps, key }: Payload, step: string): Payload {
  return { root, steps: [...steps, step], key: `${key}.${step}` };
}

function rootAt(root: ts.Node): Payload {
  return { root, steps: [], key: String(root.pos) };
}

/** `req.json()` is the request as far as its fields go. */
const UNWRAPS = /^(?:json|text|toString|valueOf|trim|buffer|bytes|all|allParams|post|formData)$/;
/** `request.only(['code'])` */
const PICKS = /^(?:only|pick|except)$/;
/** `JSON.parse(body)`, `schema.parse(body)`, `readBody(event)`, `json(req)`. */
const READS =
  /pars|json|body|decode|valid|payload|camel|snake|assign|pick|plain|clone|merge|convert|transform|normali/i;

function ofCall(call: ts.CallExpression, place: CodePlace, left: number): Payload | undefined {
  const name =
    memberName(call.expression) ?? (ts.isIdentifier(call.expression) ? call.expression.text : '');
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee)) {
    const isSame = call.arguments.length === 0 ? UNWRAPS.test(name) : PICKS.test(name);
    const same = isSame ? payloadOf(callee.expression, place, left - 1) : undefined;
    if (same !== undefined) return same;
  }
  if (!READS.test(name)) return undefined;
  for (const argument of call.arguments) {
    const found = payloadOf(argument, place, left - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The instance in a class; elsewhere what a framework calls the function on. */
function ofThis(node: ts.Node): Payload | undefined {
  const owner =
    ts.findAncestor(node, ts.isClassLike) ??
    ts.findAncestor(node, (each) => ts.isFunctionLike(each) && !ts.isArrowFunction(each));
  return owner && rootAt(owner);
}

function ofName(name: ts.Identifier, place: CodePlace, left: number): Payload | undefined {
  const declared = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
  if (declared === undefined) return undefined;
  if (ts.isBindingElement(declared)) return ofElement(declared, place, left);
  if (ts.isParameter(declared)) return ofParameter(declared, place, left);
  if (!ts.isVariableDeclaration(declared)) return undefined;
  return ofVariable(declared, place, left);
}

/** By declaration. Names may be given one another in a circle: until more is known each is its own. */
const known = new WeakMap<ts.VariableDeclaration, Payload | undefined>();

function ofVariable(
  declared: ts.VariableDeclaration,
  place: CodePlace,
  left: number,
): Payload | undefined {
  if (known.has(declared)) return known.get(declared);
  known.set(declared, rootAt(declared));
  const found = valueOf(declared, place, left);
  known.set(declared, found);
  return found;
}

function valueOf(
  declared: ts.VariableDeclaration,
  place: CodePlace,
  left: number,
): Payload | undefined {
  if (ts.isForOfStatement(declared.parent.parent)) {
    const all = payloadOf(declared.parent.parent.expression, place, left - 1);
    return all === undefined ? rootAt(declared) : inside(all, '[]');
  }
  // A module is no payload.
  if (/^(?:await import|require)\(/.test(declared.initializer?.getText() ?? '')) return undefined;
  const values = valuesOf(declared, place);
  const payloads = values.map((value) => payloadOf(value, place, left - 1));
  const found = payloads.find((each) => each !== undefined);
  return found ?? rootAt(declared);
}

/** What a variable is given: where it is declared, and in assignments to it. */
export function valuesOf(
  { initializer, name }: ts.VariableDeclaration,
  place: CodePlace,
): readonly ts.Expression[] {
  const uses = ts.isIdentifier(name) ? symbolsOf(place.script).usesOf(name) : [];
  const assigned = uses.flatMap((use) => assignedTo(use) ?? []);
  return initializer === undefined ? assigned : [initializer, ...assigned];
}

/** What a pattern takes apart, and the field an element of it takes. */
export function takenApart(
  element: ts.BindingElement,
  place: CodePlace,
  left = LONGEST_CHAIN,
): { readonly payload: Payload; readonly field: string | undefined } | undefined {
  const owner = element.parent.parent;
  const payload = ts.isParameter(owner)
    ? ofParameter(owner, place, left)
    : ts.isBindingElement(owner)
      ? ofElement(owner, place, left)
      : ofVariable(owner, place, left);
  if (payload === undefined || ts.isArrayBindingPattern(element.parent)) return undefined;
  const key = element.propertyName ?? element.name;
  const field = ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : undefined;
  return { payload, field: element.dotDotDotToken === undefined ? field : undefined };
}

function ofElement(
  element: ts.BindingElement,
  place: CodePlace,
  left: number,
): Payload | undefined {
  const taken = takenApart(element, place, left - 1);
  if (taken === undefined) return undefined;
  return taken.field === undefined ? taken.payload : inside(taken.payload, taken.field);
}

/** `json(req).then((body) => …)`, `parseBody(req, (err, body) => …)`: what the call is about. */
function ofParameter(
  parameter: ts.ParameterDeclaration,
  place: CodePlace,
  left: number,
): Payload | undefined {
  const own = rootAt(parameter);
  const call = parameter.parent.parent;
  if (!ts.isCallExpression(call) || left <= 0) return own;
  const callee = call.expression;
  const isThen = memberName(callee) === 'then';
  if (isThen && ts.isPropertyAccessExpression(callee)) {
    return payloadOf(callee.expression, place, left - 1) ?? own;
  }
  const index = parameter.parent.parameters.indexOf(parameter);
  return index === 1 ? (ofCall(call, place, left) ?? own) : own;
}

import { ts } from 'ts-morph';
import type { OptionValue } from '../plaid/link-option.ts';
import type { Json } from '../plaid/json.ts';
import { bare } from './bindings.ts';
import { isRendered, textOf, type CodePlace } from './code-place.ts';
import { definitionOf } from './definition.ts';

/** The value of an expression: a literal where the code alone says it, else its source text. */
export function staticValue(expression: ts.Node, place: CodePlace): OptionValue {
  const value = jsonOf(expression, place);
  return value === undefined
    ? { kind: 'expression', text: sayingText(expression, place) }
    : { kind: 'literal', value };
}

/** Longer text says less than the name it stands behind. */
const LONGEST = 100;

/** The source text; of a name, what it was given, as nobody knows the name elsewhere. */
function sayingText(expression: ts.Node, place: CodePlace): string {
  const own = textOf(expression, place);
  const defined = ts.isIdentifier(bare(expression)) ? definitionOf(expression, place) : undefined;
  if (defined === undefined || ts.isFunctionLike(defined.node)) return own;
  const text = textOf(defined.node, defined.place);
  return text.length > LONGEST || text.includes('\n') ? own : text;
}

function jsonOf(expression: ts.Node, place: CodePlace): Json | undefined {
  const node = bare(expression);
  if (isRendered(node, place)) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isArrayLiteralExpression(node)) return arrayOf(node.elements, place);
  if (ts.isObjectLiteralExpression(node)) return objectOf(node, place);
  if (ts.isCallExpression(node)) return splitOf(node, place);
  if (ts.isPrefixUnaryExpression(node)) return negated(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  return node.kind === ts.SyntaxKind.NullKeyword ? null : ofReference(node, place);
}

/** Minifiers and old hands write `!0` and `!1`. */
function negated(node: ts.PrefixUnaryExpression): Json | undefined {
  if (node.operator !== ts.SyntaxKind.ExclamationToken) return undefined;
  return ts.isNumericLiteral(node.operand) ? Number(node.operand.text) === 0 : undefined;
}

function ofReference(node: ts.Node, place: CodePlace): Json | undefined {
  if (ts.isIdentifier(node) && node.text === 'undefined') return null;
  const defined = definitionOf(node, place);
  return defined === undefined || defined.node === node
    ? undefined
    : jsonOf(defined.node, defined.place);
}

function arrayOf(elements: readonly ts.Expression[], place: CodePlace): Json | undefined {
  const values = elements.map((each) => jsonOf(each, place));
  return values.every((each) => each !== undefined) ? values : undefined;
}

function objectOf(node: ts.ObjectLiteralExpression, place: CodePlace): Json | undefined {
  const entries: [string, Json][] = [];
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const value = jsonOf(property.initializer, place);
    if (value === undefined || ts.isComputedPropertyName(property.name)) return undefined;
    const key = property.name;
    entries.push([
      ts.isStringLiteralLike(key) ? key.text : key.getText(place.script.source),
      value,
    ]);
  }
  return Object.fromEntries(entries);
}

/** `'auth,transactions'.split(',')` */
function splitOf(call: ts.CallExpression, place: CodePlace): Json | undefined {
  const [separator] = call.arguments;
  if (!ts.isPropertyAccessExpression(call.expression) || separator === undefined) return undefined;
  if (call.expression.name.text !== 'split' || !ts.isStringLiteralLike(separator)) return undefined;
  const value = jsonOf(call.expression.expression, place);
  return typeof value === 'string' ? value.split(separator.text) : undefined;
}

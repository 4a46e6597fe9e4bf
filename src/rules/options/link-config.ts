import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { assignedTo, definitionOf } from '../../scan/definition.ts';
import { givenArguments } from '../../scan/given-arguments.ts';
import { usesOfName } from '../../scan/name-uses.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { areBalanced, controlTags } from '../drop-in/control-tags.ts';

/** One option of a Link configuration, wherever it was given. */
export interface ConfigEntry {
  /** As written: `key`, `clientName`. */
  readonly option: string;
  /** `sometimes`: in a branch, or spread in on a condition. */
  readonly given: 'always' | 'sometimes';
  /** The value; undefined for a method (`onSuccess() {}`), which is `node` itself. */
  readonly value: ts.Expression | undefined;
  /** The property, the JSX attribute, or the statement `options.token = token;`. */
  readonly node: ts.ObjectLiteralElementLike | ts.JsxAttribute | ts.ExpressionStatement;
  readonly place: CodePlace;
}

/** The options that reach one call, over shared objects, spreads and later assignments. */
export interface LinkConfig {
  readonly entries: readonly ConfigEntry[];
  /** Parts nobody can follow: a parameter, props, a value made at run time. */
  readonly unknown: readonly Placed[];
  /** Names that code reads from a shared object besides handing it to Link. */
  readonly readElsewhere: ReadonlySet<string>;
}

/** Reads the options that `argument` holds when Link is opened with it. */
export function readLinkConfig(argument: ts.Node, place: CodePlace): LinkConfig {
  const reading: Reading = { entries: [], unknown: [], readElsewhere: new Set(), seen: new Set() };
  readSource(argument, place, 'always', reading);
  return reading;
}

interface Reading {
  readonly entries: ConfigEntry[];
  readonly unknown: Placed[];
  readonly readElsewhere: Set<string>;
  readonly seen: Set<ts.Node>;
}

type Given = ConfigEntry['given'];

function readSource(argument: ts.Node, place: CodePlace, given: Given, reading: Reading): void {
  const node = bare(argument);
  if (reading.seen.has(node)) return;
  reading.seen.add(node);
  if (ts.isObjectLiteralExpression(node)) return readLiteral(node, place, given, reading);
  if (ts.isConditionalExpression(node)) {
    readSource(node.whenTrue, place, 'sometimes', reading);
    return readSource(node.whenFalse, place, 'sometimes', reading);
  }
  if (ts.isBinaryExpression(node) && isLogical(node)) {
    return readSource(node.right, place, 'sometimes', reading);
  }
  if (ts.isCallExpression(node)) return readCall(node, place, given, reading);
  if (isNothing(node)) return;
  readShared(node, place, given, reading);
}

function isLogical(node: ts.BinaryExpression): boolean {
  const kind = node.operatorToken.kind;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

function isNothing(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined')
  );
}

function readLiteral(
  literal: ts.ObjectLiteralExpression,
  place: CodePlace,
  given: Given,
  reading: Reading,
): void {
  for (const node of literal.properties) {
    if (ts.isSpreadAssignment(node)) {
      readSource(node.expression, place, given, reading);
      continue;
    }
    const option = propertyName(node, place);
    if (option === undefined) {
      reading.unknown.push({ node, place });
      continue;
    }
    const sure = isInCondition(node, literal, place) ? 'sometimes' : given;
    reading.entries.push({ option, given: sure, value: valueOf(node), node, place });
  }
}

/** `{% if hook %} webhook: '…', {% endif %}` */
function isInCondition(node: ts.Node, literal: ts.Node, place: CodePlace): boolean {
  const { source } = place.script;
  const range = { start: literal.getStart(source), end: node.getStart(source) };
  return !areBalanced(controlTags([], range, place), place.file.text);
}

function valueOf(node: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isPropertyAssignment(node)) return node.initializer;
  return ts.isShorthandPropertyAssignment(node) ? node.name : undefined;
}

function propertyName(node: ts.ObjectLiteralElementLike, place: CodePlace): string | undefined {
  const { name } = node;
  if (name === undefined || ts.isComputedPropertyName(name)) return undefined;
  return ts.isStringLiteralLike(name) ? name.text : name.getText(place.script.source);
}

/** Functions that make one object of several: `Object.assign`, `$.extend`, `_.merge`. */
export const MERGERS: ReadonlySet<string> = new Set(['assign', 'extend', 'merge', 'defaults']);

/** `Object.assign({}, common, own)`, `$.extend(…)`, or a function that returns the options. */
function readCall(call: ts.CallExpression, place: CodePlace, given: Given, reading: Reading): void {
  if (MERGERS.has(memberName(call.expression) ?? '')) {
    for (const part of call.arguments) {
      if (part.kind !== ts.SyntaxKind.TrueKeyword) readSource(part, place, given, reading);
    }
    return;
  }
  const callee = memoized(call, place) ?? definitionOf(call.expression, place);
  const returned = callee === undefined ? undefined : onlyReturned(callee.node);
  if (callee === undefined || returned === undefined) {
    reading.unknown.push({ node: call, place });
    return;
  }
  readSource(returned, callee.place, given, reading);
}

/** `useMemo(() => ({ … }), [])` of React. */
function memoized(call: ts.CallExpression, place: CodePlace): Placed | undefined {
  const [first] = call.arguments;
  const isMemo = /^(React\.)?useMemo$/.test(call.expression.getText(place.script.source));
  return isMemo && first !== undefined ? definitionOf(first, place) : undefined;
}

/** The one expression a function returns. */
function onlyReturned(node: ts.Node): ts.Expression | undefined {
  if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return undefined;
  const { body } = node;
  if (!ts.isBlock(body)) return body;
  const returned: ts.Expression[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isFunctionLike(each)) return;
    if (ts.isReturnStatement(each) && each.expression !== undefined) returned.push(each.expression);
    ts.forEachChild(each, visit);
  };
  ts.forEachChild(body, visit);
  return returned.length === 1 ? returned[0] : undefined;
}

/** A name for an object that stands elsewhere, with what is assigned to its members later. */
function readShared(node: ts.Node, place: CodePlace, given: Given, reading: Reading): void {
  const defined = definitionOf(node, place);
  const isKnown = defined !== undefined && defined.node !== node;
  const isObject =
    isKnown && (ts.isObjectLiteralExpression(defined.node) || ts.isCallExpression(defined.node));
  const handed = ts.isIdentifier(node) ? givenArguments(node, place) : undefined;
  if (isObject) {
    readSource(defined.node, defined.place, given, reading);
  } else if (handed !== undefined && handed.length > 0) {
    for (const each of handed) {
      readSource(each.node, each.place, handed.length === 1 ? given : 'sometimes', reading);
    }
  } else {
    reading.unknown.push({ node, place });
  }
  for (const use of usesOf(node, place, defined)) readUse(use, defined?.node, reading);
}

/** Every place that names the same object: in the file, where it is made, and where it is imported. */
function usesOf(node: ts.Node, place: CodePlace, defined: Placed | undefined): readonly Placed[] {
  const maker = defined?.node.parent;
  if (maker !== undefined && ts.isVariableDeclaration(maker) && ts.isIdentifier(maker.name)) {
    return usesOfName(maker.name, defined?.place ?? place);
  }
  if (ts.isIdentifier(node)) {
    return symbolsOf(place.script)
      .usesOf(node)
      .map((use) => ({ node: use, place }));
  }
  const { source } = place.script;
  const text = node.getText(source);
  const { pos, end } = ts.findAncestor(node, ts.isClassLike) ?? source;
  const isSame = (each: ts.Node): each is ts.Node =>
    each.pos >= pos && each.end <= end && each.getText(source) === text;
  return nodesIn(source, node.kind, isSame).map((each) => ({ node: each, place }));
}

function readUse(
  { node: use, place }: Placed,
  literal: ts.Node | undefined,
  reading: Reading,
): void {
  const member = use.parent;
  if (member === undefined) return;
  if (isHandedOn(use, reading)) reading.readElsewhere.add(WHOLE);
  if (memberName(member) === undefined) return;
  const object = ts.isPropertyAccessExpression(member) || ts.isElementAccessExpression(member);
  if (!object || member.expression !== use) return;
  const option = memberName(member) ?? '';
  const value = assignedTo(member);
  const statement = member.parent.parent;
  if (value === undefined || !ts.isExpressionStatement(statement)) {
    reading.readElsewhere.add(option);
    return;
  }
  const given = literal !== undefined && isBeside(statement, literal) ? 'always' : 'sometimes';
  reading.entries.push({ option, given, value, node: statement, place });
}

/** In {@link LinkConfig.readElsewhere}: all of them, by code that gets the whole object. */
export const WHOLE = '*';

/** Whether an object goes to a function that is not about Link. */
function isHandedOn(use: ts.Node, { seen }: Reading): boolean {
  const call = use.parent;
  if (!ts.isCallExpression(call) || call.expression === use || seen.has(use)) return false;
  const name = memberName(call.expression) ?? call.expression.getText();
  return name !== 'create' && !MERGERS.has(name) && !/^console\b/.test(call.expression.getText());
}

/** Whether the statement runs whenever the literal was made: both stand in one block. */
function isBeside(statement: ts.Statement, literal: ts.Node): boolean {
  const block = ts.findAncestor(literal, (each) => each.parent === statement.parent);
  return block !== undefined;
}

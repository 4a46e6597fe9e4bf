import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { isOr } from './payload.ts';
import { isWorthALook, takenBy, type Taken } from './code-ranges.ts';
import { rangeOf, type CodeTest, type TestForm } from './code-test.ts';
import { codeValue, literalOf } from './code-value.ts';
import { fieldsOf } from './field-origin.ts';

/** One thing a table takes. */
interface Entry {
  readonly key: ts.Node;
  readonly taken: Taken;
  readonly value: ts.Node | undefined;
  readonly form: TestForm;
  readonly place: CodePlace;
}

/** Looked up by a code: `table[code]`, `map.get(code)`, `[0, 1].includes(code)`, `code in table`. */
export function tableTestsAt(node: ts.Node, place: CodePlace): readonly CodeTest[] {
  const subject = lookedUpBy(node);
  if (subject === undefined || ts.isLiteralExpression(bare(subject))) return [];
  // Where a table comes from takes long to find out.
  const origins = fieldsOf(subject, place);
  const text = subject.getText(place.script.source);
  if (origins.length === 0 && !/code|type|hook|event|name/i.test(text)) return [];
  const entries = entriesAt(node, place);
  if (!entries.some(({ taken }) => isWorthALook(taken, text))) return [];
  return entries.map(({ key, taken, value, form, place: there }) => {
    const isHere = there.file === place.file && there.script === place.script;
    return {
      range: rangeOf(isHere ? key : node),
      node: isHere ? key : node,
      subject,
      origins,
      takes: [taken],
      form,
      scopes: value !== undefined && isHere ? [rangeOf(value)] : [],
      others: isFallenBack(node),
      result: value,
    };
  });
}

function lookedUpBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isElementAccessExpression(node)) return node.argumentExpression;
  if (ts.isBinaryExpression(node)) {
    return node.operatorToken.kind === ts.SyntaxKind.InKeyword ? node.left : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const name = memberName(node.expression) ?? '';
  const [first, second, ...more] = node.arguments;
  // `_.includes([0, 1], code)`
  if (second !== undefined) {
    return more.length === 0 && /^(?:includes|contains)$/.test(name) ? second : undefined;
  }
  return /^(?:get|has|includes|indexOf)$/.test(name) ? first : undefined;
}

function entriesAt(node: ts.Node, place: CodePlace): readonly Entry[] {
  if (ts.isElementAccessExpression(node)) {
    return tablesOf(node.expression, place).flatMap((table) => entriesOf(table));
  }
  if (ts.isBinaryExpression(node)) {
    return tablesOf(node.right, place).flatMap((table) => entriesOf(table));
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const [first, second] = node.arguments;
  const object = second !== undefined && first !== undefined ? first : node.expression.expression;
  if (/^(?:get|has)$/.test(node.expression.name.text)) return collectionEntries(object, place);
  const list = literalOf(object, place);
  return list === undefined ? [] : membersOf(list);
}

/** Longer chains of names than anybody writes. */
const LONGEST_CHAIN = 6;

/** The literals behind a table: that of `handlers`, or all of the inner ones of `handlers[type]`. */
function tablesOf(
  expression: ts.Expression,
  place: CodePlace,
  left = LONGEST_CHAIN,
): readonly Placed[] {
  if (left === 0) return [];
  const node = bare(expression);
  if (ts.isElementAccessExpression(node) && !ts.isLiteralExpression(node.argumentExpression)) {
    return tablesOf(node.expression, place, left - 1).flatMap(({ node: outer, place: there }) => {
      if (!ts.isObjectLiteralExpression(outer)) return [];
      return outer.properties.flatMap((each) => {
        if (!ts.isPropertyAssignment(each)) return [];
        return literalOf(each.initializer, there) ?? [];
      });
    });
  }
  if (ts.isBinaryExpression(node) && isOr(node)) return tablesOf(node.left, place, left - 1);
  const given = ts.isIdentifier(node) ? initializerOf(node, place) : undefined;
  if (given !== undefined && isLookUp(given)) return tablesOf(given, place, left - 1);
  const found = literalOf(node, place);
  return found === undefined ? [] : [found];
}

/** `const byCode = handlers[type];` */
function initializerOf(name: ts.Identifier, place: CodePlace): ts.Expression | undefined {
  const declared = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
  return declared !== undefined && ts.isVariableDeclaration(declared)
    ? declared.initializer
    : undefined;
}

function isLookUp(expression: ts.Expression): boolean {
  const node = bare(expression);
  return ts.isElementAccessExpression(node) || (ts.isBinaryExpression(node) && isOr(node));
}

function entriesOf({ node, place }: Placed): readonly Entry[] {
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.flatMap((element, index) =>
      entry(element, index, element, { kind: 'element' }, place),
    );
  }
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((each) => {
    const key = each.name;
    if (key === undefined) return [];
    const value = ts.isPropertyAssignment(each) ? each.initializer : each;
    return entry(key, keyValue(key, place), value, { kind: 'key' }, place);
  });
}

function keyValue(key: ts.PropertyName, place: CodePlace): number | string | undefined {
  if (ts.isComputedPropertyName(key)) return codeValue(key.expression, place);
  return ts.isIdentifier(key) || ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)
    ? key.text
    : undefined;
}

/** `new Map([[0, first]])`, `new Set([0, 1])` */
function collectionEntries(object: ts.Expression, place: CodePlace): readonly Entry[] {
  const made = definitionOf(object, place);
  if (made === undefined || !ts.isNewExpression(made.node)) return [];
  const [first] = made.node.arguments ?? [];
  const list = first && literalOf(first, made.place);
  if (list === undefined || !ts.isArrayLiteralExpression(list.node)) return [];
  if (made.node.expression.getText() === 'Set') return membersOf(list);
  return list.node.elements.flatMap((element) => {
    const pair = bare(element);
    const [key, value] = ts.isArrayLiteralExpression(pair) ? pair.elements : [];
    if (key === undefined) return [];
    return entry(key, codeValue(key, list.place), value, { kind: 'member' }, list.place);
  });
}

function membersOf({ node, place }: Placed): readonly Entry[] {
  if (!ts.isArrayLiteralExpression(node)) return [];
  return node.elements.flatMap((element) =>
    entry(element, codeValue(element, place), undefined, { kind: 'member' }, place),
  );
}

function entry(
  key: ts.Node,
  value: number | string | undefined,
  result: ts.Node | undefined,
  form: TestForm,
  place: CodePlace,
): readonly Entry[] {
  const taken = value === undefined ? undefined : takenBy('=', value);
  return taken === undefined ? [] : [{ key, taken, value: result, form, place }];
}

/** `table[code] || others` */
function isFallenBack(node: ts.Node): boolean {
  let whole = node;
  while (ts.isParenthesizedExpression(whole.parent)) whole = whole.parent;
  return ts.isBinaryExpression(whole.parent) && isOr(whole.parent) && whole.parent.left === whole;
}

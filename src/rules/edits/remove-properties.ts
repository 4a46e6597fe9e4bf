import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { ConfigEntry } from '../options/link-config.ts';
import { removeFromList } from './remove-from-list.ts';
import { removeStatement } from './remove-statement.ts';
import type { FileEdit } from '../rule.ts';

/**
 * The edits that take entries out of their object literals, with their comments and separators, so that
 * the rest reads as if they had never been there. Statements (`options.key = key;`) go with their line;
 * literals among `others` are taken out as a whole elsewhere.
 */
export function removeEntries(
  entries: readonly ConfigEntry[],
  others: ReadonlySet<ts.Node> = new Set(),
): FileEdit[] {
  return removal(entries, others).edits;
}

/** What {@link removeEntries} takes out; an `if` that is left with nothing goes as a whole. */
export function removedNodes(entries: readonly ConfigEntry[]): readonly ts.Node[] {
  return removal(entries).gone;
}

function removal(
  entries: readonly ConfigEntry[],
  others: ReadonlySet<ts.Node> = new Set(),
): {
  readonly edits: FileEdit[];
  readonly gone: readonly ts.Node[];
} {
  const statements = entries.map((each) => each.node).filter(ts.isExpressionStatement);
  const places = new Map<ts.ObjectLiteralExpression, CodePlace>();
  const edits: FileEdit[] = [];
  const gone = new Set<ts.Node>();
  for (const { node, place } of entries) {
    const whole = ts.isExpressionStatement(node) ? withEmptied(node, statements) : node;
    gone.add(whole);
    if (ts.isExpressionStatement(node)) edits.push(removeStatement(whole, place));
    else if (ts.isObjectLiteralExpression(node.parent)) places.set(node.parent, place);
  }
  // A spread may leave nothing behind in the literal it stands in, which another spread holds.
  for (const [literal, place] of places) {
    const spread = isEmptied(literal, gone) ? spreadAround(literal, gone) : undefined;
    if (spread === undefined) continue;
    gone.add(spread);
    if (ts.isObjectLiteralExpression(spread.parent)) places.set(spread.parent, place);
  }
  for (const [literal, place] of places) {
    if (!others.has(literal)) edits.push(...removeFrom(literal, gone, place));
  }
  return { edits, gone: [...gone] };
}

/** The `if` or `else` around a statement, where nothing would be left in it. */
function withEmptied(statement: ts.Statement, gone: readonly ts.Statement[]): ts.Statement {
  const block = statement.parent;
  const outer = block.parent;
  if (!ts.isBlock(block) || !ts.isIfStatement(outer)) return statement;
  if (!block.statements.every((each) => gone.includes(each))) return statement;
  if (outer.elseStatement === block) return block;
  const doesNothing = !/[([]|[^=!<>]=[^=]|\+\+|--/.test(outer.expression.getText());
  return outer.elseStatement === undefined && doesNothing ? outer : statement;
}

function isEmptied(literal: ts.ObjectLiteralExpression, gone: ReadonlySet<ts.Node>): boolean {
  return literal.properties.every((each) => gone.has(each));
}

function removeFrom(
  literal: ts.ObjectLiteralExpression,
  gone: ReadonlySet<ts.Node>,
  place: CodePlace,
): FileEdit[] {
  const { properties } = literal;
  const spread = ts.findAncestor(literal, ts.isSpreadAssignment);
  if (spread !== undefined && gone.has(spread)) return [];
  const hasComment = /\/[/*]/.test(place.script.source.text.slice(literal.pos, literal.end));
  if (isEmptied(literal, gone) && !hasComment) {
    const start = literal.getStart(place.script.source) + 1;
    return [{ path: place.file.path, start, end: literal.end - 1, text: '' }];
  }
  return removeFromList(properties, gone, place);
}

/** The spread that an emptied literal stood in: `...(token && { token })` goes as a whole. */
function spreadAround(
  literal: ts.ObjectLiteralExpression,
  gone: ReadonlySet<ts.Node>,
): ts.SpreadAssignment | undefined {
  const spread = ts.findAncestor(literal, ts.isSpreadAssignment);
  if (spread === undefined) return undefined;
  const inner = ts.findAncestor(
    literal.parent,
    (each) => each === spread || ts.isFunctionLike(each) || ts.isObjectLiteralExpression(each),
  );
  if (inner !== spread) return undefined;
  // `...(early ? { key } : { onExit })` is still good for something.
  const others = literalsIn(spread.expression).every((each) => isEmptied(each, gone));
  return others ? spread : undefined;
}

function literalsIn(node: ts.Node): readonly ts.ObjectLiteralExpression[] {
  if (ts.isFunctionLike(node)) return [];
  if (ts.isObjectLiteralExpression(node)) return [node];
  const found: ts.ObjectLiteralExpression[] = [];
  ts.forEachChild(node, (each) => {
    found.push(...literalsIn(each));
  });
  return found;
}

import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { contains, rangeOf, type CodeTest } from './code-test.ts';
import { isOr, payloadOf } from './payload.ts';
import { payloadReads } from './payload-reads.ts';
import { definitionBehind, tellsApart } from './telling-functions.ts';
import type { HandedReads } from './webhook-handler.ts';

/** A service that asks another. */
const DEEPEST = 3;

/**
 * What functions read of the payloads known by `keys` that a handler hands them, also from a table:
 * `update(req.body)`, `handlers[code](req.body)`. Those that tell webhooks apart are handlers themselves.
 */
export function handedReads(
  unit: Placed,
  keys: ReadonlySet<string>,
  tests: readonly CodeTest[],
): readonly HandedReads[] {
  const found: HandedReads[] = [];
  const entries = tests.filter(({ form }) => form.kind !== 'case' && form.kind !== 'comparison');
  const done = new Set<ts.Node>([unit.node]);
  const follow = ({ node, place }: Placed, known: ReadonlySet<string>, left: number): void => {
    if (left === 0) return;
    const visit = (each: ts.Node): void => {
      if (ts.isCallExpression(each) && mayHand(each, place, known)) {
        for (const callee of calledAt(each, place, entries)) {
          const given = keysGiven(each, callee.node, known, place);
          if (given.size === 0 || done.has(callee.node) || isWithin(callee, unit)) continue;
          done.add(callee.node);
          if (tellsApart(callee)) continue;
          const reads = payloadReads(callee.node, given, callee.place);
          if (reads.length > 0) found.push({ path: callee.place.file.path, reads });
          follow(callee, given, left - 1);
        }
      }
      ts.forEachChild(each, visit);
    };
    visit(node);
  };
  follow(unit, keys, DEEPEST);
  return found;
}

function isWithin({ node, place }: Placed, unit: Placed): boolean {
  return place.script === unit.place.script && contains(rangeOf(unit.node), rangeOf(node));
}

function mayHand(call: ts.CallExpression, place: CodePlace, keys: ReadonlySet<string>): boolean {
  return call.arguments.some((argument) => keysBehind(argument, '', keys, place).length > 0);
}

/** What the payloads are known by in a function that is called with them. */
function keysGiven(
  call: ts.CallExpression,
  callee: ts.SignatureDeclaration,
  keys: ReadonlySet<string>,
  place: CodePlace,
): ReadonlySet<string> {
  return new Set(
    callee.parameters.flatMap((parameter, index) => {
      const argument = call.arguments[index];
      return argument === undefined || parameter.dotDotDotToken !== undefined
        ? []
        : keysBehind(argument, String(parameter.pos), keys, place);
    }),
  );
}

/** `body` of a function that is called with `req.body`, `req.body` of one that is called with `req`. */
function keysBehind(
  argument: ts.Expression,
  parameter: string,
  keys: ReadonlySet<string>,
  place: CodePlace,
): readonly string[] {
  const given = payloadOf(argument, place)?.key;
  if (given === undefined) return [];
  return [...keys].flatMap((key) =>
    key === given || key.startsWith(`${given}.`) ? [parameter + key.slice(given.length)] : [],
  );
}

/** The functions that a call may call; `entries` are those of tables. */
function calledAt(
  { expression }: ts.CallExpression,
  place: CodePlace,
  entries: readonly CodeTest[],
): readonly Placed<ts.SignatureDeclaration>[] {
  const own = functionAt(expression, place);
  if (own !== undefined) return [own];
  const looked = lookedUp(expression, place);
  // `table[code] || others`
  const others = ts.isBinaryExpression(looked) && isOr(looked) ? [looked.right] : [];
  const values = entries.flatMap(({ subject, result }) => {
    const isHere = result?.getSourceFile() === place.script.source;
    return isHere && contains(rangeOf(looked), rangeOf(subject)) ? [result] : [];
  });
  return [...values, ...others].flatMap((each) => functionAt(each, place) ?? []);
}

function functionAt(node: ts.Node, place: CodePlace): Placed<ts.SignatureDeclaration> | undefined {
  const bared = bare(node);
  const found = isName(bared) ? definitionBehind(bared, place) : { node: bared, place };
  return found !== undefined && ts.isFunctionLike(found.node)
    ? { node: found.node, place: found.place }
    : undefined;
}

function isName(node: ts.Node): node is ts.Identifier | ts.PropertyAccessExpression {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
}

/** `handlers[code]` of `const handle = handlers[code];` */
function lookedUp(callee: ts.Expression, place: CodePlace): ts.Node {
  const node = bare(callee);
  if (!ts.isIdentifier(node)) return node;
  const declared = symbolsOf(place.script).symbolOf(node)?.declarations?.[0];
  return declared !== undefined && ts.isVariableDeclaration(declared)
    ? bare(declared.initializer ?? node)
    : node;
}

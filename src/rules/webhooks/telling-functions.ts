import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { contains, rangeOf } from './code-test.ts';
import { codeTestsIn } from './code-tests.ts';
import { isOfCode, isOfLegacyCode, isOfType } from './taken-branches.ts';

/** Whether code in a node tells webhooks apart. */
export function tellsApart({ node, place }: Placed): boolean {
  const range = rangeOf(node);
  return codeTestsIn(place).some(
    (test) =>
      contains(range, rangeOf(test.subject)) &&
      (isOfCode(test) || isOfType(test) || isOfLegacyCode(test)),
  );
}

/** Whether code in a node tells webhooks of today's format apart. */
export function tellsNewApart({ node, place }: Placed): boolean {
  const range = rangeOf(node);
  return codeTestsIn(place).some(
    (test) => contains(range, rangeOf(test.subject)) && (isOfCode(test) || isOfType(test)),
  );
}

/** A controller that asks a service that asks another. */
const DEEPEST = 3;

/** Whether a node calls or names a function, also of another file, that tells webhooks apart. */
export function handsOn(
  node: ts.Node,
  place: CodePlace,
  tells: (behind: Placed) => boolean = tellsApart,
  left = DEEPEST,
): boolean {
  let found = false;
  // A long chain calls the same few thousands of times.
  const asked = new Set<ts.Node>();
  const visit = (each: ts.Node): void => {
    if (found || left === 0) return;
    if (isFunctionName(each)) {
      found = functionsBehind(each, place).some((behind) => {
        if (asked.has(behind.node)) return false;
        asked.add(behind.node);
        return tells(behind) || handsOn(behind.node, behind.place, tells, left - 1);
      });
    }
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** A callee, or a name that stands as a value: an entry of a table, an argument. */
function isFunctionName(node: ts.Node): node is ts.Expression {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  const { parent } = node;
  // `this.handle.bind(this)`
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text === 'bind';
  if (ts.isCallExpression(parent)) return true;
  return ts.isPropertyAssignment(parent) && parent.initializer === node;
}

/**
 * By the symbol a name starts from, and its text: a handler hands the same names to hundreds of calls, and
 * for each answer every use of the symbol is looked at.
 */
const known = new WeakMap<object, Map<string, Placed | 'nothing'>>();

/** As `definitionOf`, for what is asked again and again. */
export function definitionBehind(name: ts.Expression, place: CodePlace): Placed | undefined {
  let root = name;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  const symbol = ts.isIdentifier(root) ? symbolsOf(place.script).symbolOf(root) : undefined;
  if (symbol === undefined) return definitionOf(name, place);
  const answers = known.get(symbol) ?? new Map<string, Placed | 'nothing'>();
  known.set(symbol, answers);
  const text = name.getText();
  const found = answers.get(text) ?? definitionOf(name, place) ?? 'nothing';
  answers.set(text, found);
  return found === 'nothing' ? undefined : found;
}

function functionsBehind(name: ts.Expression, place: CodePlace): readonly Placed[] {
  const found = definitionBehind(name, place);
  if (found !== undefined && ts.isFunctionLike(found.node)) return [found];
  // `plaidService.handle(body)`, of an instance that another file makes.
  const member = memberName(name);
  return member === undefined || !/hook|plaid|event/i.test(member) ? [] : named(member, place);
}

function named(name: string, { project }: CodePlace): readonly Placed[] {
  const found: Placed[] = [];
  for (const file of project.files.values()) {
    if (file.kind === 'data' || !file.text.includes(name)) continue;
    for (const script of file.scripts) {
      const visit = (node: ts.Node): void => {
        if (ts.isFunctionLike(node) && node.name?.getText() === name) {
          found.push({ node, place: { file, script, project } });
        }
        ts.forEachChild(node, visit);
      };
      visit(script.source);
    }
  }
  return found;
}

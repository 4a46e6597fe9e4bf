import { ts } from 'ts-morph';
import { joinedWebhookName, isTellingWebhookCode } from '../../plaid/webhook-codes.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import { contains, rangeOf, type CodeTest } from './code-test.ts';
import { codeTestsIn } from './code-tests.ts';
import { codeValue } from './code-value.ts';
import { branchInstead } from './suggested-branch.ts';
import { firstFrom } from '../../scan/first-from.ts';
import type { HandlerUnit } from './handler-unit.ts';
import { isOfType, matchesOf, type TypeContext } from './taken-branches.ts';
import { handsOn } from './telling-functions.ts';
import { TypeScopes } from './type-scopes.ts';
import type { WebhookBranch } from './webhook-handler.ts';

/** The branches of a handler in source order, each thing a test takes as one. */
export function branchesOf(
  tests: readonly CodeTest[],
  reads: ReadonlySet<string>,
  unit: HandlerUnit,
): readonly WebhookBranch[] {
  const { place } = unit;
  const types = { scopes: new TypeScopes(tests.filter(isOfType)), outer: outerType(unit) };
  const others = tests
    .filter((test) => !isOfType(test))
    .map(({ node: tested }) => rangeOf(tested))
    .toSorted((a, b) => a.start - b.start);
  const branches = tests.flatMap((test) => branchesAt(test, others, types, reads, place));
  const seen = new Set<string>();
  return branches
    .filter(({ range, takes }) => {
      const key = JSON.stringify([range.start, takes]);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .toSorted((a, b) => a.range.start - b.range.start);
}

/** `case 'TRANSACTIONS': onTransactions(body)` says the type of all that `onTransactions` takes. */
function outerType({ callers }: HandlerUnit): string | undefined {
  const types = callers.map(({ node, place }) =>
    new TypeScopes(codeTestsIn(place).filter(isOfType)).at(rangeOf(node)),
  );
  const [first] = types;
  return types.every((each) => each === first) ? first : undefined;
}

function branchesAt(
  test: CodeTest,
  others: readonly Range[],
  types: TypeContext,
  reads: ReadonlySet<string>,
  place: CodePlace,
): readonly WebhookBranch[] {
  const { range } = test;
  return matchesOf(test, types).flatMap((takes): readonly WebhookBranch[] => {
    switch (takes.format) {
      case 'new':
        return [{ range, takes }];
      case 'new-type': {
        const { scopes, result } = test;
        const isSplit = scopes.some((scope) => holdsOne(scope, others));
        if (isSplit) return [];
        const isPassedOn = result !== undefined && handsOn(result, place);
        return [{ range, takes: isPassedOn ? { ...takes, passedOn: true } : takes }];
      }
      case 'legacy': {
        const instead = branchInstead(test, takes, place);
        const own: WebhookBranch = { range, takes, ...(instead === undefined ? {} : { instead }) };
        return reads.has('webhook_code') ? [own].concat(namedByResult(test, place)) : [own];
      }
    }
  });
}

/** Whether a scope holds one of some ranges, which are in the order of their starts. */
function holdsOne(scope: Range, ranges: readonly Range[]): boolean {
  let index = firstFrom(ranges, scope.start, ({ start }) => start);
  for (let each = ranges[index]; each !== undefined && each.start < scope.end;) {
    if (contains(scope, each)) return true;
    index += 1;
    each = ranges[index];
  }
  return false;
}

/** `0: 'TRANSACTIONS/INITIAL_UPDATE'` turns a legacy code into today's name, which other code then takes. */
function namedByResult({ range, result }: CodeTest, place: CodePlace): readonly WebhookBranch[] {
  const found: WebhookBranch[] = [];
  const add = (value: ts.Node | undefined): void => {
    const text = value === undefined ? undefined : codeValue(value, place);
    if (typeof text !== 'string') return;
    const joined = joinedWebhookName(text);
    if (joined !== undefined) found.push({ range, takes: { format: 'new', ...joined } });
    else if (isTellingWebhookCode(text) || text === 'ERROR') {
      found.push({ range, takes: { format: 'new', type: undefined, code: text } });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) add(node.expression);
    else if (ts.isPropertyAssignment(node)) add(node.initializer);
    else if (ts.isBinaryExpression(node)) add(node.right);
    ts.forEachChild(node, visit);
  };
  if (result !== undefined) {
    if (ts.isArrayLiteralExpression(result)) result.elements.forEach((each) => add(each));
    else if (ts.isStringLiteralLike(result)) add(result);
    visit(result);
  }
  return found.slice(0, 2);
}

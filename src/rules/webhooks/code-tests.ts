import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import { isTellingWebhookCode, joinedWebhookName } from '../../plaid/webhook-codes.ts';
import { takenBy } from './code-ranges.ts';
import { comparisonsAt } from './code-comparisons.ts';
import { tableTestsAt } from './code-tables.ts';
import type { CodeTest } from './code-test.ts';
import { codeValue } from './code-value.ts';
import { fieldsOf } from './field-origin.ts';

/**
 * Every place of a script that tells apart what may be codes of webhooks: fields of a payload by number or
 * name, and whatever is compared with names that only Plaid's webhooks have.
 */
export function codeTestsIn(place: CodePlace): readonly CodeTest[] {
  const tests = known.get(place.script.source) ?? findTests(place);
  known.set(place.script.source, tests);
  return tests;
}

/** The trees of a file may go and come back, and its tests with them. */
const known = new WeakMap<ts.SourceFile, readonly CodeTest[]>();

function findTests(place: CodePlace): readonly CodeTest[] {
  const found: CodeTest[] = [];
  const done = new Set<ts.Node>();
  for (const node of nodesIn(place.script.source, TELLING, isTelling)) {
    if (ts.isSwitchStatement(node)) found.push(...casesOf(node, place));
    if (!done.has(node)) {
      found.push(...comparisonsAt(node, place, (each) => done.add(each)));
    }
    found.push(...tableTestsAt(node, place));
  }
  return found.filter((test) => test.takes.length > 0 && isOfInterest(test));
}

/** What may tell something apart: the others are no comparisons and no tables. */
const TELLING = [
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.ElementAccessExpression,
];

function isTelling(node: ts.Node): node is ts.Node {
  return TELLING.includes(node.kind);
}

function isOfInterest({ origins, takes }: CodeTest): boolean {
  if (origins.length > 0) return true;
  return takes.some((taken) => {
    if (taken.kind !== 'text') return false;
    return isTellingWebhookCode(taken.text) || joinedWebhookName(taken.text) !== undefined;
  });
}

function casesOf(node: ts.SwitchStatement, place: CodePlace): readonly CodeTest[] {
  const subject = node.expression;
  // `switch (true) { case code === 0: … }` holds comparisons.
  if (bare(subject).kind === ts.SyntaxKind.TrueKeyword) return [];
  const origins = fieldsOf(subject, place);
  const { clauses } = node.caseBlock;
  const others = clauses.some(
    (clause) => ts.isDefaultClause(clause) && clause.statements.length > 0,
  );
  return clauses.flatMap((clause, index): CodeTest[] => {
    if (ts.isDefaultClause(clause)) return [];
    const value = codeValue(clause.expression, place);
    const taken = value === undefined ? undefined : takenBy('=', value);
    if (taken === undefined) return [];
    // Labels above one another share what stands below the last of them.
    const body = clauses.slice(index).find(({ statements }) => statements.length > 0);
    const statements = body?.statements;
    return [
      {
        range: { start: clause.getStart(), end: clause.expression.end },
        node: clause.expression,
        subject,
        origins,
        takes: [taken],
        form: { kind: 'case' },
        scopes: statements === undefined ? [] : [{ start: statements.pos, end: statements.end }],
        others,
        result: body,
      },
    ];
  });
}

import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import {
  both,
  isWorthALook,
  takenBy,
  takenByPattern,
  takenByStart,
  type Comparison,
  type Taken,
} from './code-ranges.ts';
import { rangeOf, type CodeTest } from './code-test.ts';
import { codeValue } from './code-value.ts';
import { hasLastElse, ifAround, resultOf, scopesOf } from './comparison-scopes.ts';
import { fieldsOf } from './field-origin.ts';

/** What a node compares, and how. */
interface Compared {
  readonly subject: ts.Expression;
  readonly takes: readonly Taken[];
  readonly equal: boolean;
}

/** Comparisons at a node: `code === 0`, `code >= 1200 && code < 1300`, `/^12/.test(code)`. */
export function comparisonsAt(
  node: ts.Node,
  place: CodePlace,
  skip: (part: ts.Node) => void,
): readonly CodeTest[] {
  const found = between(node, place, skip) ?? signs(node, place) ?? calls(node, place);
  if (found === undefined) return [];
  const { subject, takes, equal } = found;
  const text = subject.getText(place.script.source);
  if (!takes.some((each) => isWorthALook(each, text))) return [];
  const statement = ifAround(node);
  return [
    {
      range: rangeOf(node),
      node,
      subject,
      origins: fieldsOf(subject, place),
      takes,
      form: { kind: 'comparison', equal },
      scopes: scopesOf(node, equal),
      others: statement !== undefined && hasLastElse(statement),
      result: resultOf(node, statement),
    },
  ];
}

/** `code >= 1200 && code < 1300` */
function between(
  node: ts.Node,
  place: CodePlace,
  skip: (part: ts.Node) => void,
): Compared | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) return undefined;
  const [left, right] = [bare(node.left), bare(node.right)];
  const [one, other] = [signs(left, place), signs(right, place)];
  if (one === undefined || other === undefined) return undefined;
  if (one.subject.getText() !== other.subject.getText()) return undefined;
  const [first] = one.takes;
  const [second] = other.takes;
  const taken = first && second && both(first, second);
  if (taken === undefined || !one.equal || !other.equal) return undefined;
  skip(left);
  skip(right);
  return { subject: one.subject, takes: [taken], equal: true };
}

const SIGNS: ReadonlyMap<ts.SyntaxKind, Comparison | '!='> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '='],
  [ts.SyntaxKind.EqualsEqualsToken, '='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '!='],
  [ts.SyntaxKind.ExclamationEqualsToken, '!='],
  [ts.SyntaxKind.LessThanToken, '<'],
  [ts.SyntaxKind.LessThanEqualsToken, '<='],
  [ts.SyntaxKind.GreaterThanToken, '>'],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>='],
]);
const TURNED: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function signs(node: ts.Node, place: CodePlace): Compared | undefined {
  const sign = ts.isBinaryExpression(node) ? SIGNS.get(node.operatorToken.kind) : undefined;
  if (!ts.isBinaryExpression(node) || sign === undefined) return undefined;
  const equal = sign !== '!=';
  const direct = equal ? sign : '=';
  const right = codeValue(node.right, place);
  if (right !== undefined) return compared(node.left, direct, right, equal);
  const left = codeValue(node.left, place);
  return left === undefined ? undefined : compared(node.right, TURNED[direct], left, equal);
}

function compared(
  subject: ts.Expression,
  sign: Comparison,
  value: number | string,
  equal: boolean,
): Compared | undefined {
  const divided = dividedBy(subject);
  const taken = takenBy(sign, value, divided?.step);
  return taken && { subject: divided?.subject ?? subject, takes: [taken], equal };
}

/** `Math.floor(code / 100)` */
function dividedBy(
  expression: ts.Expression,
): { readonly subject: ts.Expression; readonly step: number } | undefined {
  const node = bare(expression);
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  const inner = first === undefined ? node : bare(first);
  const quotient =
    ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.BarToken
      ? bare(inner.left)
      : inner;
  if (!ts.isBinaryExpression(quotient)) return undefined;
  if (quotient.operatorToken.kind !== ts.SyntaxKind.SlashToken) return undefined;
  const step = ts.isNumericLiteral(quotient.right) ? Number(quotient.right.text) : 0;
  return step === 10 || step === 100 || step === 1000
    ? { subject: quotient.left, step }
    : undefined;
}

/** `/^12/.test(code)`, `code.match(/^12/)`, `code.startsWith('12')` */
function calls(node: ts.Node, place: CodePlace): Compared | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) {
    return undefined;
  }
  const [first] = node.arguments;
  const object = node.expression.expression;
  if (first === undefined) return undefined;
  switch (memberName(node.expression) ?? '') {
    case 'test': {
      const takes = patternTakes(object);
      return takes && { subject: first, takes, equal: true };
    }
    case 'match': {
      const takes = patternTakes(first);
      return takes && { subject: object, takes, equal: true };
    }
    case 'startsWith': {
      const value = codeValue(first, place);
      const taken = value === undefined ? undefined : takenByStart(String(value));
      return taken && { subject: object, takes: [taken], equal: true };
    }
    default:
      return undefined;
  }
}

function patternTakes(expression: ts.Expression): readonly Taken[] | undefined {
  const node = bare(expression);
  if (!ts.isRegularExpressionLiteral(node)) return undefined;
  const end = node.text.lastIndexOf('/');
  return takenByPattern(node.text.slice(1, end), node.text.slice(end + 1));
}

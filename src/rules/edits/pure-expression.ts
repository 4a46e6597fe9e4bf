import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';

/** Whether evaluating an expression changes nothing, so that it can be left out. */
export function isPure(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return true;
  if (ts.isIdentifier(node) || ts.isMetaProperty(node)) return true;
  if (ts.isPropertyAccessExpression(node)) return isPure(node.expression);
  if (ts.isElementAccessExpression(node)) {
    return isPure(node.expression) && isPure(node.argumentExpression);
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPure);
  if (ts.isBinaryExpression(node)) {
    return !isAssignment(node.operatorToken.kind) && isPure(node.left) && isPure(node.right);
  }
  if (ts.isTemplateExpression(node))
    return node.templateSpans.every((each) => isPure(each.expression));
  if (ts.isConditionalExpression(node)) {
    return isPure(node.condition) && isPure(node.whenTrue) && isPure(node.whenFalse);
  }
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.ExclamationToken && isPure(node.operand);
  }
  if (ts.isCallExpression(node)) return isPureCall(node);
  if (ts.isNewExpression(node)) return isPureNew(node);
  return PURE_WORDS.has(node.kind);
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

const PURE_WORDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.ThisKeyword,
]);

const READING_METHODS =
  /^(?:split|trim|toString|attr|data|getAttribute|querySelector|getElementById|stringify|getItem)$/;
/** `.get('id')` of a query string; others may ask a server. */
const READING_OBJECTS = /^new URLSearchParams\b|\bsearchParams$|query|params$/i;
const READING_FUNCTIONS = /^(?:\$|jQuery|String|require|decodeURIComponent)$/;

/** `'a,b'.split(',')`, `$('meta[name=key]').attr('content')`: they read and change nothing. */
function isPureCall(call: ts.CallExpression): boolean {
  const callee = call.expression;
  const isReading = ts.isPropertyAccessExpression(callee)
    ? (READING_METHODS.test(callee.name.text) || isQuery(callee)) && isPure(callee.expression)
    : ts.isIdentifier(callee) && READING_FUNCTIONS.test(callee.text);
  // With two arguments `attr` and `data` write.
  return isReading && call.arguments.length <= 1 && call.arguments.every(isPure);
}

function isQuery({ name, expression }: ts.PropertyAccessExpression): boolean {
  return name.text === 'get' && READING_OBJECTS.test(expression.getText());
}

function isPureNew({ expression, arguments: given }: ts.NewExpression): boolean {
  return (
    ts.isIdentifier(expression) &&
    /^(?:URLSearchParams|URL|Date)$/.test(expression.text) &&
    (given ?? []).every(isPure)
  );
}

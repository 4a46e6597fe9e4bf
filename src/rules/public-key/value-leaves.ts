import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';

/**
 * The expressions whose value an expression may have: both branches of a condition, all of a
 * template, what a wrapper like `String(x)` is given. Conditions are none of them.
 */
export function valueLeaves(expression: ts.Node): ts.Node[] {
  const node = bare(expression);
  if (ts.isConditionalExpression(node)) {
    return [...valueLeaves(node.whenTrue), ...valueLeaves(node.whenFalse)];
  }
  if (ts.isBinaryExpression(node) && isChoice(node)) {
    return [...valueLeaves(node.left), ...valueLeaves(node.right)];
  }
  const [span] = ts.isTemplateExpression(node) ? node.templateSpans : [];
  // Any other text around it makes another value.
  if (span !== undefined && node.getText() === `\`\${${span.expression.getText()}}\``) {
    return valueLeaves(span.expression);
  }
  if (ts.isAwaitExpression(node) || ts.isJsxExpression(node)) {
    return node.expression === undefined ? [] : valueLeaves(node.expression);
  }
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  if (ts.isCallExpression(node) && argument !== undefined && isWrapper(node.expression)) {
    return valueLeaves(argument);
  }
  return [node];
}

function isChoice(node: ts.BinaryExpression): boolean {
  const kind = node.operatorToken.kind;
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

function isWrapper(callee: ts.Expression): boolean {
  const name = memberName(callee) ?? callee.getText();
  return /^(?:String|stringify|decodeURIComponent|trim)$/.test(name);
}

/** A call that does nothing but look up a setting by its name. */
export interface SettingCall {
  readonly name: string;
  /** Of the environment alone, or of whatever a configuration library looks at. */
  readonly from: 'environment' | 'settings';
}

const ENVIRONMENT_CALLS =
  /^(?:envvar|envVar|env)\.(?:string|get|oneOf)$|^(?:getEnv|requireEnv|getenv|env|Deno\.env\.get)$/;
const SETTING_CALLS = /^(?:nconf|(?:this\.)?config(?:Service)?)\.get$/;

/** Reads `envvar.string('PLAID_KEY')`, `config.get('PLAID_KEY')`. */
export function settingCall(node: ts.Node): SettingCall | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [name] = node.arguments;
  if (name === undefined || !ts.isStringLiteralLike(name)) return undefined;
  const callee = node.expression.getText();
  if (ENVIRONMENT_CALLS.test(callee)) return { name: name.text, from: 'environment' };
  return SETTING_CALLS.test(callee) ? { name: name.text, from: 'settings' } : undefined;
}

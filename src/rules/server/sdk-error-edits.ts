import { ts } from 'ts-morph';
import { functionWord } from '../../scan/file-style.ts';
import { bindingOf } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { checkEdits } from './sdk-error-check.ts';
import type { ErrorStyle } from './sdk-error-style.ts';
import type { ErrorHandler } from './sdk-errors.ts';
import { isSdkType } from './sdk-export.ts';

/** Fields of the body of Plaid's errors, which were fields of the error itself. */
const BODY_FIELDS: ReadonlySet<string> = new Set([
  'error_code',
  'error_type',
  'error_message',
  'display_message',
  'request_id',
  'causes',
  'suggested_action',
  'documentation_url',
]);

/** What became of a handler. */
export interface ErrorEdits {
  readonly edits: readonly TextEdit[];
  /** Errors went on as a whole, with the secret of the request in them. */
  readonly leaked: boolean;
}

/** Reads Plaid's own fields from `error.response.data`, and lets nothing else of the error go on. */
export function errorEdits(handler: ErrorHandler, place: CodePlace, style: ErrorStyle): ErrorEdits {
  if (handler.kind === 'handed') return handedOn(handler.callee, place, style);
  const { name } = handler;
  if (!ts.isIdentifier(name)) return { edits: [], leaked: false };
  const uses = symbolsOf(place.script)
    .usesOf(name)
    .filter((use) => use !== name);
  // Who reads `response` knows the errors of axios.
  if (uses.some((use) => memberOf(use)?.name.text === 'response')) {
    return { edits: [], leaked: false };
  }
  const edits: TextEdit[] = [];
  let leaked = false;
  for (const use of uses) {
    const isShort = style.optionalChains && !handler.isShared;
    const own =
      (style.messageIsCode ? messageEdits(use, isShort, place) : undefined) ??
      fieldEdits(use, isShort, place) ??
      checkEdits(use, `(${bodyOf(use.text)}).error_code !== undefined`, place);
    if (own !== undefined) edits.push(...own);
    else {
      const whole = wholeEdits(use, place);
      leaked ||= whole.length > 0;
      edits.push(...whole);
    }
  }
  if (edits.length > 0) edits.push(...annotation(name, style, place));
  return { edits, leaked };
}

/** `error.message`, which was Plaid's code. Not behind `error.error_code ||`, where it is another's. */
function messageEdits(
  use: ts.Identifier,
  isShort: boolean,
  place: CodePlace,
): TextEdit[] | undefined {
  const { source } = place.script;
  const member = memberOf(use);
  if (member?.name.text !== 'message') return undefined;
  const around = ts.findAncestor(member, ts.isBinaryExpression);
  const isFallback =
    around !== undefined &&
    around.right.end >= member.end &&
    /\b(?:error_code|error_message|display_message)\b/.test(around.left.getText(source));
  if (isFallback || member.questionDotToken !== undefined) return undefined;
  const { text } = use;
  const code = isShort
    ? `${text}.response?.data.error_code ?? ${text}.message`
    : `${text}.response && ${text}.response.data.error_code || ${text}.message`;
  const isWhole = isWholeValue(member);
  const start = use.getStart(source);
  return [{ start, end: member.end, text: isWhole ? code : `(${code})` }];
}

/** `error.error_code` */
function fieldEdits(
  use: ts.Identifier,
  isShort: boolean,
  place: CodePlace,
): TextEdit[] | undefined {
  const { source } = place.script;
  const cast = ts.isAsExpression(use.parent) ? use.parent : undefined;
  const holder =
    cast !== undefined && ts.isParenthesizedExpression(cast.parent) ? cast.parent : use;
  const member = memberOf(holder);
  if (member === undefined) return undefined;
  const field = member.name.text;
  const isStatus = field === 'status_code';
  if (!BODY_FIELDS.has(field) && !isStatus) return undefined;
  if (cast !== undefined && holder !== use && isSdkType(cast.type, 'PlaidError', place)) {
    const text = '{ response?: { status: number; data: PlaidError } }';
    const start = cast.type.getStart(source);
    const own = cast.type.getText(source);
    const type = { start, end: cast.type.end, text: text.replace('PlaidError', own) };
    const rest = isStatus ? '.response?.status' : '.response?.data';
    const end = isStatus ? member.end : holder.end;
    return [type, { start: holder.end, end, text: rest }];
  }
  if (isShort) {
    const dot = member.questionDotToken === undefined ? '.' : '?.';
    return isStatus
      ? [{ start: holder.end, end: member.end, text: `${dot}response?.status` }]
      : [{ start: holder.end, end: holder.end, text: `${dot}response?.data` }];
  }
  const name = use.text;
  if (isStatus) {
    const text = `${name}.response ? ${name}.response.status : ${name}.status_code`;
    const isWhole = isWholeValue(member);
    return [{ start: use.getStart(source), end: member.end, text: isWhole ? text : `(${text})` }];
  }
  return [{ start: use.getStart(source), end: use.end, text: `(${bodyOf(name)})` }];
}

/** `console.log(error)`, `res.json({ error })`, `const { error_code } = error` */
function wholeEdits(use: ts.Identifier, place: CodePlace): TextEdit[] {
  const { source } = place.script;
  const { parent } = use;
  const body = readsStatus(parent, place) ? bodyWithStatus(use.text) : bodyOf(use.text);
  if (ts.isShorthandPropertyAssignment(parent)) {
    return [{ start: use.end, end: use.end, text: `: ${body}` }];
  }
  const replaced = { start: use.getStart(source), end: use.end };
  if (ts.isSpreadAssignment(parent)) return [{ ...replaced, text: `(${body})` }];
  const isText =
    (ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
    /(Boolean|isAxiosError|isPlaidError|String|Error)$/.test(parent.expression.getText(source));
  return !isText && isWholeValue(use) ? [{ ...replaced, text: body }] : [];
}

/** Whether an expression is all of an argument, of a value, of what is returned. */
function isWholeValue(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    return parent.arguments?.some((each) => each === node) === true;
  }
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent)) {
    return parent.initializer === node;
  }
  if (ts.isBinaryExpression(parent)) {
    return parent.right === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  }
  if (ts.isArrowFunction(parent)) return parent.body === node;
  return ts.isReturnStatement(parent) || ts.isArrayLiteralExpression(parent);
}

/** `.catch(console.error)` */
function handedOn(callee: ts.Expression, place: CodePlace, style: ErrorStyle): ErrorEdits {
  const { source } = place.script;
  const start = callee.getStart(source);
  const withStatus = isParameter(callee, place) && isStatusRead(place.project);
  const body = withStatus ? bodyWithStatus('error') : bodyOf('error');
  const call = `${callee.getText(source)}(${body})`;
  const end = style.semicolons ? ';' : '';
  const text =
    style.syntax === 'modern'
      ? `(error) => ${call}`
      : `${functionWord(style)}(error) { ${call}${end} }`;
  return { edits: [{ start, end: callee.end, text }], leaked: true };
}

/** Whether a call is one of the app's own function that reads the status beside Plaid's fields. */
function readsStatus(call: ts.Node, place: CodePlace): boolean {
  if (!ts.isCallExpression(call)) return false;
  if (isParameter(call.expression, place)) return isStatusRead(place.project);
  const callee = definitionOf(call.expression, place);
  if (callee === undefined || !ts.isFunctionLike(callee.node)) return false;
  return /\bstatus_code\b/.test(callee.node.getText(callee.place.script.source));
}

/** `next`, `callback`: who called the function hears of the error. */
function isParameter(callee: ts.Expression, { script }: CodePlace): boolean {
  const binding = bindingOf(callee, script);
  return binding?.kind === 'declared' && ts.isParameter(binding.node);
}

/** Whether code of the app reads the status that stood beside Plaid's fields, wherever errors end up. */
export function isStatusRead(project: CodePlace['project']): boolean {
  return project.mentioning('status_code').some(({ kind }) => kind === 'script');
}

function bodyWithStatus(name: string): string {
  const response = `${name}.response`;
  return `${response} ? Object.assign({ status_code: ${response}.status }, ${response}.data) : ${name}`;
}

function bodyOf(name: string): string {
  return `${name}.response ? ${name}.response.data : ${name}`;
}

function memberOf(node: ts.Node): ts.PropertyAccessExpression | undefined {
  const { parent } = node;
  return ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent : undefined;
}

/** Strict TypeScript knows nothing of what is caught. */
function annotation(name: ts.Identifier, style: ErrorStyle, place: CodePlace): TextEdit[] {
  const owner = name.parent;
  if (!style.typescript) return [];
  if (ts.isParameter(owner) && isSdkType(owner.type, 'PlaidError', place)) {
    const start = owner.type?.getStart(place.script.source) ?? name.end;
    return [{ start, end: owner.type?.end ?? name.end, text: 'any' }];
  }
  const isCaught = ts.isVariableDeclaration(owner) && ts.isCatchClause(owner.parent);
  if (!isCaught || owner.type !== undefined || !style.typedCatch) return [];
  return [{ start: name.end, end: name.end, text: ': any' }];
}

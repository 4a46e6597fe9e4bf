import { ts } from 'ts-morph';
import { boundNames } from './bound-names.ts';
import { aroundOf, innerFunction, isIn, type Around } from './handler-around.ts';
import { textOf, type CodePlace, type Placed } from '../../scan/code-place.ts';
import { wholeWord } from '../whole-word.ts';

/** What a handler does before it exchanges a public token and what has to come before a link token, too. */
export interface HandlerPrelude {
  /** Lines of code, without the indentation they have in common. */
  readonly lines: readonly string[];
  /** The names that they declare. */
  readonly names: ReadonlySet<string>;
  /** The id of the signed-in user, where one of these names holds it. */
  readonly user: string | undefined;
  /** Conditions around the exchange, as source texts: who writes the endpoint has to judge them. */
  readonly conditions: readonly string[];
  /** What stands around it all and runs it: `cors(req, res, async () => {`, and its end. */
  readonly around: Around | undefined;
}

/** What the browser sent for the exchange. */
const BODY =
  /\breq(?:uest)?\.(?:json|formData|text|arrayBuffer)\(|\.(?:body|payload|query|params|rawBody|pathParameters)\b|searchParams|public_?token/i;
/** Names of functions that turn strangers away, or say who asks. */
const GUARD =
  /auth|session|user|guard|require|verify|signed|sign_?in|log(?:ged)?_?in|protect|claims|member/i;
const USER_ID = /^(?:userId|user_id|uid)$/;

/**
 * The statements of a handler that know the user and turn others away, up to `node`: not those about the
 * body of its request, which the endpoint beside it does not get. `sent`: what else the page sends.
 */
export function handlerPrelude(
  { node: handler, place }: Placed<ts.SignatureDeclaration>,
  node: ts.Node,
  sent?: RegExp,
): HandlerPrelude {
  const body = 'body' in handler ? handler.body : undefined;
  const inner = body === undefined ? undefined : innerFunction(body, node);
  const within = inner ?? handler;
  const own = 'body' in within ? within.body : undefined;
  const { before, conditions } =
    own !== undefined && ts.isBlock(own)
      ? statementsBefore(node, own, place)
      : { before: [], conditions: [] };
  const tainted = new Set(handler.parameters.flatMap(bodyNames));
  const clean = before.filter((each) => !isTainted(each, tainted, place, sent));
  const user = userAmong(clean, handler, place, sent);
  const kept = neededOf(clean, user, place);
  return {
    lines: kept.flatMap((each) => dedented(each, place)),
    names: new Set(kept.flatMap(declaredBy)),
    user,
    conditions,
    around: inner === undefined ? undefined : aroundOf(inner, place),
  };
}

/** What of a parameter, or of its pattern, holds what the page sent. */
function bodyNames(parameter: ts.ParameterDeclaration): readonly string[] {
  const decorators = ts.getDecorators(parameter) ?? [];
  const { name } = parameter;
  if (decorators.some((each) => /^@(?:Body|Query|Param|Args)\b/.test(each.getText()))) {
    return boundNames(name);
  }
  if (ts.isIdentifier(name)) return OF_BODY.test(name.text) ? [name.text] : [];
  // `({ body: { token, userId } }, res)`
  return name.elements.flatMap((each) => {
    if (ts.isOmittedExpression(each)) return [];
    const names = boundNames(each.name);
    const isBody = OF_BODY.test((each.propertyName ?? each.name).getText());
    return isBody ? names : names.filter((inner) => OF_BODY.test(inner));
  });
}

const OF_BODY = /^(?:args|body|dto|input|data|params|query|payload)$/;

interface Before {
  readonly before: readonly ts.Statement[];
  readonly conditions: readonly string[];
}

/** Through `try` and the blocks of conditions; in no function but the handler itself. */
function statementsBefore(node: ts.Node, block: ts.Block, place: CodePlace): Before {
  const before: ts.Statement[] = [];
  for (const statement of block.statements) {
    if (!isIn(node, statement)) {
      before.push(statement);
      continue;
    }
    if (ts.isTryStatement(statement) && isIn(node, statement.tryBlock)) {
      const inner = statementsBefore(node, statement.tryBlock, place);
      return { before: [...before, ...inner.before], conditions: inner.conditions };
    }
    if (ts.isIfStatement(statement)) {
      const branch = isIn(node, statement.thenStatement)
        ? statement.thenStatement
        : statement.elseStatement;
      const condition = textOf(statement.expression, place);
      const isAboutRequest = BODY.test(condition) || /\.(?:httpM|m)ethod\b/.test(condition);
      const inner =
        branch !== undefined && ts.isBlock(branch) && isIn(node, branch)
          ? statementsBefore(node, branch, place)
          : { before: [], conditions: [] };
      const own = isAboutRequest ? [] : [condition];
      return {
        before: [...before, ...inner.before],
        conditions: [...own, ...inner.conditions],
      };
    }
    break;
  }
  return { before, conditions: [] };
}

/** Also marks what it declares. */
function isTainted(
  statement: ts.Statement,
  tainted: Set<string>,
  place: CodePlace,
  sent: RegExp | undefined,
): boolean {
  const text = textOf(statement, place);
  const isFromBody =
    BODY.test(text) ||
    sent?.test(text) === true ||
    [...tainted].some((name) => wholeWord(name).test(text));
  if (isFromBody) for (const name of declaredBy(statement)) tainted.add(name);
  return isFromBody;
}

function declaredBy(statement: ts.Statement): readonly string[] {
  return ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.flatMap(({ name }) => boundNames(name))
    : [];
}

/** `const { userId } = await auth()`, `const user = await currentUser()` with `user.id` somewhere below. */
function userAmong(
  statements: readonly ts.Statement[],
  handler: ts.SignatureDeclaration,
  place: CodePlace,
  sent: RegExp | undefined,
): string | undefined {
  const given = handler.parameters.flatMap((each) => {
    if (ts.isIdentifier(each.name)) return [];
    const ofBody = new Set(bodyNames(each));
    const names = boundNames(each.name);
    return names.filter((name) => !ofBody.has(name) && sent?.test(name) !== true);
  });
  const names = [...statements.flatMap(declaredBy), ...given];
  const id = names.find((name) => USER_ID.test(name));
  if (id !== undefined) return id;
  const text = textOf(handler, place).replaceAll('?.', '.').replaceAll('!.', '.');
  for (const name of names.filter((each) => GUARD.test(each))) {
    const path = `${wholeWord(name).source}(?:\\.user)?\\.(?:_id|id|sub|uid|userId|user_id)\\b`;
    const found = new RegExp(path).exec(text);
    if (found !== null) return found[0];
  }
  return undefined;
}

/** Statements that turn somebody away, and those whose names they or the user's id are made of. */
function neededOf(
  statements: readonly ts.Statement[],
  user: string | undefined,
  place: CodePlace,
): readonly ts.Statement[] {
  const kept: ts.Statement[] = [];
  let wanted = user ?? '';
  for (const statement of statements.toReversed()) {
    const names = declaredBy(statement);
    const isWanted = names.some((name) => wholeWord(name).test(wanted));
    if (!isWanted && !isGuard(statement, place)) continue;
    kept.unshift(statement);
    wanted += `\n${textOf(statement, place)}`;
  }
  return kept;
}

function isGuard(statement: ts.Statement, place: CodePlace): boolean {
  if (ts.isIfStatement(statement)) {
    return statement.elseStatement === undefined && leaves(statement.thenStatement);
  }
  if (ts.isExpressionStatement(statement)) return isGuardCall(statement.expression, place);
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.some(
      ({ initializer }) =>
        initializer !== undefined &&
        ts.isAwaitExpression(initializer) &&
        isGuardCall(initializer, place),
    )
  );
}

function isGuardCall(expression: ts.Expression, place: CodePlace): boolean {
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
  return ts.isCallExpression(call) && GUARD.test(textOf(call.expression, place));
}

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

function dedented(statement: ts.Statement, place: CodePlace): readonly string[] {
  const start = statement.getStart(place.script.source);
  const { text } = place.file;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const indentation = /^[ \t]*/.exec(line)?.[0] ?? '';
  return textOf(statement, place)
    .split(/\r?\n/)
    .map((each) => (each.startsWith(indentation) ? each.slice(indentation.length) : each));
}

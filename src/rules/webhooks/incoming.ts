import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { Payload } from './payload.ts';

/** Whether a payload may be one that a request brought: an error or the answer of another server is none. */
export function isIncoming({ root, steps }: Payload): boolean {
  if (ts.isVariableDeclaration(root)) {
    if (ts.isCatchClause(root.parent) || !ts.isIdentifier(root.name)) return false;
    // `let body = ''; req.on('data', …)`, `for (const event of events)`
    const isLoop = ts.isForOfStatement(root.parent.parent);
    const { initializer } = root;
    const isText = initializer === undefined || ts.isStringLiteralLike(initializer);
    const isBuffer = initializer !== undefined && ts.isArrayLiteralExpression(initializer);
    return (isLoop || isText || isBuffer) && !isAnswer(root.name.text);
  }
  if (ts.isParameter(root)) {
    if (isErrorFirst(root) || isGivenLater(root)) return false;
    const name = ts.isIdentifier(root.name) ? root.name.text : '';
    return !isAnswer(name) || steps[0] === 'body';
  }
  return ts.isClassLike(root) || ts.isFunctionLike(root);
}

/** Names of errors and of answers. */
function isAnswer(name: string): boolean {
  return /^(?:e|er|err|error|ex|exception|reason|res|resp|response|result|reply|answer)$/i.test(
    name,
  );
}

/** `(err, response) => …` */
function isErrorFirst(parameter: ts.ParameterDeclaration): boolean {
  const [first] = parameter.parent.parameters;
  return first !== undefined && /^_?(?:e|err|error|ex)$/i.test(first.name.getText());
}

/** `fetch(url).then((data) => …)`, `events.subscribe((event) => …)`, `.catch(…)` */
function isGivenLater({ parent }: ts.ParameterDeclaration): boolean {
  const call = parent.parent;
  if (!ts.isCallExpression(call)) return false;
  return /^(?:then|catch|finally|subscribe|done|fail|always)$/.test(
    memberName(call.expression) ?? '',
  );
}

/** Whether a payload is what a worker takes from a queue. */
export function isQueued({ root }: Payload): boolean {
  return ts.isParameter(root) && /^_?(?:job|task)$/i.test(root.name.getText());
}

/** Whether the way to a payload says that it is the body of a request. */
export function isBody({ root, steps }: Payload): boolean {
  if (steps.some((step) => /^(?:body|rawBody|payload|bodyParams|postData)$/.test(step)))
    return true;
  if (!ts.isParameter(root)) return ts.isVariableDeclaration(root);
  const decorated = ts.getDecorators(root) ?? [];
  if (decorated.some((each) => /^@(?:Body|Req|RawBody)\b/.test(each.getText()))) return true;
  const name = root.name.getText();
  return /^(?:\{.*\bbody\b.*\}|c|ctx|context|req|request|event|\w*[bB]ody|payload)$/.test(name);
}

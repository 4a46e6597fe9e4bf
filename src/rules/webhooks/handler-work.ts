import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { WebhookHandler } from './webhook-handler.ts';

/** What a handler without branches does with what comes in. */
export function workOf(unit: ts.Node): WebhookHandler['does'] {
  let stores = false;
  let handles = false;
  const visit = (node: ts.Node): void => {
    if (ts.isDecorator(node)) return;
    if (ts.isCallExpression(node)) {
      const kind = kindOf(node);
      stores ||= kind === 'stores';
      handles ||= kind === 'handles';
    } else if (ts.isNewExpression(node)) {
      stores ||= !/^(?:Date|Response|NextResponse|Error|Promise|Map|Set)$/.test(
        node.expression.getText(),
      );
    } else if (ts.isJsxElement(node)) handles = true;
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return handles ? 'handles' : stores ? 'stores' : 'logs';
}

const ANSWERS =
  /^(?:_?res|resp|response|reply|h|next|done|cb|callback|NextResponse|Response|ctx|context|c|status|sendStatus)$/;
const READS =
  /^(?:_?req|request|event|JSON|Object|Array|String|Number|Boolean|Math|Date|Buffer|util|Promise|parseInt|express|bodyParser|body|payload|data|t|process)$/;
const LOGS = /log|console|debug|winston|pino|bunyan|sentry|raven|morgan|newrelic|print|inspect/i;
const STORES =
  /^(?:insert\w*|create\w*|save\w*|bulkCreate|put\w*|add\w*|push|set|write\w*|append\w*|upsert\w*|store\w*|send\w*|publish\w*|enqueue\w*|emit|record\w*|collection|doc|ref|child|database|firestore|table|from|into|values|exec\w*|query|promise|then|catch|finally|returning|model|stringify|now)$/;
/** What calls around a handler do: `asyncHandler(…)`, `require(…)`. */
const WRAPS =
  /async|wrap|catch|require|import|handler|router|^on$|onRequest|^(?:post|all|use|get)$/i;

function kindOf(call: ts.CallExpression): 'stores' | 'handles' | undefined {
  const callee = call.expression;
  const first = rootName(callee);
  if (ANSWERS.test(first) || READS.test(first)) return undefined;
  const text = callee.getText();
  if (LOGS.test(first) || LOGS.test(text.replaceAll(/\([^]*\)/g, ''))) return undefined;
  const name = memberName(callee) ?? first;
  if (STORES.test(name)) return 'stores';
  return WRAPS.test(name) ? undefined : 'handles';
}

/** `db` of `db.collection('x').add(…)`. */
function rootName(node: ts.Expression): string {
  let each: ts.Expression = node;
  while (ts.isPropertyAccessExpression(each) || ts.isCallExpression(each)) each = each.expression;
  return each.getText();
}

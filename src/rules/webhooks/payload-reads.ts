import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { fieldsOf, parametersKey, snakeCase } from './field-origin.ts';
import { payloadOf, takenApart } from './payload.ts';
import type { PayloadRead } from './webhook-handler.ts';

/** Fields of webhooks, of both formats; what else is read of a request is none of ours. */
const FIELDS: ReadonlySet<string> = new Set([
  'access_token',
  'account_id',
  'account_ids',
  'asset_report_id',
  'code',
  'consent_expiration_time',
  'environment',
  'error',
  'item_id',
  'link_token',
  'message',
  'new_transactions',
  'new_webhook_url',
  'reason',
  'removed_transactions',
  'resolve',
  'total_transactions',
  'user_id',
  'webhook_code',
  'webhook_type',
]);

/** Reads of fields of the payloads known by `keys`, in a handler, in source order. */
export function payloadReads(
  unit: ts.Node,
  keys: ReadonlySet<string>,
  place: CodePlace,
): readonly PayloadRead[] {
  const reads: PayloadRead[] = [];
  const add = (name: string | undefined, node: ts.Node): void => {
    const field = name === undefined ? '' : snakeCase(name);
    if (FIELDS.has(field)) reads.push({ field, range: { start: node.getStart(), end: node.end } });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const name = memberName(node);
      if (name !== undefined && FIELDS.has(snakeCase(name)) && !isWritten(node)) {
        const payload = payloadOf(node.expression, place);
        if (payload !== undefined && keys.has(payload.key)) add(name, node);
      }
    } else if (ts.isCallExpression(node)) {
      for (const { payload, field } of isAsking(node) ? fieldsOf(node, place) : []) {
        if (keys.has(payload.key)) add(field, node);
      }
    } else if (ts.isBindingElement(node)) {
      const taken = takenApart(node, place);
      if (taken !== undefined && keys.has(taken.payload.key)) add(taken.field, node);
    } else if (ts.isParameter(node) && keys.has(parametersKey(node.parent))) {
      if (ts.isIdentifier(node.name)) add(fieldsOf(node.name, place)[0]?.field, node.name);
    }
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return reads.toSorted((a, b) => a.range.start - b.range.start);
}

/** `req.param('code')` */
function isAsking({ expression, arguments: [first] }: ts.CallExpression): boolean {
  const name = memberName(expression) ?? '';
  return first !== undefined && ts.isStringLiteralLike(first) && /^(?:param|input|get)$/.test(name);
}

function isWritten(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

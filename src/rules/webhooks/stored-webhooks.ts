import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import { enclosingFunction } from './enclosing-function.ts';
import { isBody, isIncoming } from './incoming.ts';
import { payloadOf } from './payload.ts';

/**
 * Whether a function is a method of rows that webhooks are stored as: `Notice.create(req.body)` where a
 * route of webhooks answers, and `this.code` in the methods of the model.
 */
export function isOfStoredWebhooks(node: ts.Node, { file, project }: CodePlace): boolean {
  if (!/\bthis\b/.test(node.getText())) return false;
  return [...project.files.values()].some((other) => {
    if (other === file || other.kind !== 'script' || !/hook/i.test(other.text)) return false;
    const isImported = Array.from(
      other.text.matchAll(IMPORTS),
      ([, from = '']) => project.resolveImport(other.path, from)?.path === file.path,
    ).includes(true);
    return (
      isImported &&
      other.scripts.some((script) => storesWebhooks({ file: other, script, project }, file.path))
    );
  });
}

/** Of files of the tree alone: `require('../models/notice')`, `from './notice'`. */
const IMPORTS = /(?:\brequire\(|\bfrom|\bimport\()\s*['"](\.[^'"]+)['"]/g;
const STORES = /^(?:create|insert\w*|build|save|upsert|add)$/;

function storesWebhooks(place: CodePlace, model: string): boolean {
  const { source } = place.script;
  const calls = nodesIn(source, ts.SyntaxKind.CallExpression, ts.isCallExpression).filter(
    ({ expression: callee }) =>
      ts.isPropertyAccessExpression(callee) && STORES.test(callee.name.text),
  );
  const made = nodesIn(source, ts.SyntaxKind.NewExpression, ts.isNewExpression);
  return [...calls, ...made].some((each) => {
    const [row] = each.arguments ?? [];
    const payload = row === undefined ? undefined : payloadOf(row, place);
    if (payload === undefined || !isBody(payload) || !isIncoming(payload)) return false;
    return isOf(each.expression, model, place) && isNearWebhooks(each, place);
  });
}

/** `Notice`, or `Notice.create`, of the file that `Notice` is imported from. */
function isOf(callee: ts.Expression, model: string, { file, project }: CodePlace): boolean {
  const name = (ts.isPropertyAccessExpression(callee) ? callee.expression : callee).getText();
  if (!/^\w+$/.test(name)) return false;
  const imported = new RegExp(
    String.raw`\b${name}\b[^;\n]*?(?:=\s*(?:await\s+)?(?:require|import)\(|\bfrom)\s*['"](\.[^'"]+)['"]`,
  );
  const from = imported.exec(file.text)?.[1];
  return from !== undefined && project.resolveImport(file.path, from)?.path === model;
}

/** The function around, or the route it is given to, names webhooks, in a file that names Plaid. */
function isNearWebhooks(node: ts.Node, { file }: CodePlace): boolean {
  const around = enclosingFunction(node);
  const statement = ts.findAncestor(around ?? node, ts.isStatement);
  return /hook/i.test(statement?.getText() ?? '') && /plaid/i.test(file.text);
}

import { ts } from 'ts-morph';
import type { Placed } from '../../scan/code-place.ts';

const ID = /\.(_id|id|sub|uid|userId|user_id)$/;
const HOLDER = /^(req|request|ctx|context|res|reply|session)\b.*(user|auth|session|uid)/i;

/**
 * How a handler knows the id of its signed-in user, as an expression of its own: `req.user.id`,
 * `req.session.userId`. Undefined where nothing in it says so; an id out of the body is no evidence, as
 * anybody can send one.
 */
export function signedInUser({ node, place }: Placed): string | undefined {
  const found: string[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isPropertyAccessExpression(each)) {
      const text = each.getText(place.script.source).replaceAll('?.', '.');
      const fromOutside = /\.(body|query|params)\b/.test(text);
      if (ID.test(text) && HOLDER.test(text) && !fromOutside) found.push(text);
    }
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found.toSorted((a, b) => a.length - b.length)[0];
}

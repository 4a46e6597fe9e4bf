import { describeAccounts, describeItem, withItem } from './item-routes.ts';
import { ok, type JsonObject, type Reply } from './reply.ts';
import type { World } from './world.ts';

/** `/auth/get`: account and routing numbers of a bank in the United States. */
export function authGet(body: JsonObject, world: World): Reply {
  return withItem(body, world, (index) => {
    const accounts = describeAccounts(world.book, index);
    const ach = accounts.map(({ account_id }, at) => ({
      account: `111122223333${String(at).repeat(4)}`,
      account_id,
      routing: '011401533',
      wire_routing: '021000021',
    }));
    const numbers = { ach, eft: [], international: [], bacs: [] };
    return ok({ accounts, numbers, item: describeItem(world.book, index) });
  });
}

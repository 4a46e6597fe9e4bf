import { invalidField, requiredText, type Fields } from './fields.ts';
import { isLegacyShape } from './items.ts';
import { invalidInput, ok, textOf, type JsonObject, type Reply } from './reply.ts';
import type { World } from './world.ts';

/** The request of `/item/access_token/update_version`, as plaid-node 2.0 to 4.11 sent it. */
export const updateVersionFields: Fields = {
  access_token_v1: { ...requiredText, empty: true },
};

/** Upgrades one legacy token. The refusals are the ones recorded from Plaid's own sandbox. */
export function updateVersion(body: JsonObject, world: World): Reply {
  const token = textOf(body, 'access_token_v1') ?? '';
  const index = world.book.findLegacy(token);
  if (index === undefined && !isLegacyShape(token)) {
    return invalidField(
      'access_token_v1',
      'must be a non-empty string of 160 characters in hexadecimal',
    );
  }
  const accessToken = index === undefined ? undefined : world.book.upgrade(index);
  return index === undefined || accessToken === undefined
    ? invalidInput('INVALID_ACCESS_TOKEN', 'could not find matching access token')
    : ok({ access_token: accessToken, item_id: world.book.tokens.itemId(index) });
}

import { unreachable } from '../core/errors.ts';
import type { ItemBook } from './item-book.ts';
import { isWebUrl } from './link-token-request.ts';
import { invalidField } from './fields.ts';
import { invalidInput, ok, refusal, textOf, type JsonObject, type Reply } from './reply.ts';
import type { World } from './world.ts';

/** Plaid's test institution, First Platypus Bank: where Items are linked unless they say otherwise. */
export const DEFAULT_INSTITUTION = 'ins_109508';
const DEFAULT_PRODUCTS = ['auth', 'transactions'];

/** Finds the Item of `access_token` and lets `answer` speak, or refuses as Plaid does. */
export function withItem(body: JsonObject, world: World, answer: (index: number) => Reply): Reply {
  const token = textOf(body, 'access_token') ?? '';
  const owner = world.book.findOwner(token);
  switch (owner.kind) {
    case 'item':
      return answer(owner.index);
    case 'removed':
      return refusal(
        400,
        'ITEM_ERROR',
        'ITEM_NOT_FOUND',
        'The Item you requested cannot be found. This Item does not exist, has been previously removed, or has had access removed by the user.',
      );
    case 'unknown':
      return invalidInput('INVALID_ACCESS_TOKEN', describeUnknown(token, world));
    default:
      return unreachable(owner);
  }
}

function describeUnknown(token: string, world: World): string {
  const env = /^access-(sandbox|development|production)-./.exec(token)?.[1];
  if (env === undefined) {
    return 'provided access token is in an invalid format. expected format: access-<environment>-<identifier>';
  }
  return env === world.env
    ? 'could not find matching access token'
    : `provided access token is for the wrong Plaid environment. expected "${world.env}", got "${env}"`;
}

/** `/item/get`: `ItemGetResponse`. */
export function itemGet(body: JsonObject, world: World): Reply {
  return withItem(body, world, (index) =>
    ok({ item: describeItem(world.book, index), status: { last_webhook: null } }),
  );
}

/** `/item/webhook/update`. The webhook that acknowledges it goes to the simulator's receiver. */
export function itemWebhookUpdate(body: JsonObject, world: World): Reply {
  const webhook = textOf(body, 'webhook') ?? '';
  if (webhook !== '' && !isWebUrl(webhook)) return invalidField('webhook', 'must be a URL');
  return withItem(body, world, (index) => {
    world.book.setExtras(index, { webhook: webhook === '' ? null : webhook });
    if (webhook !== '') void world.webhooks?.send(index, 'WEBHOOK_UPDATE_ACKNOWLEDGED');
    return ok({ item: describeItem(world.book, index) });
  });
}

/** `/item/remove`. */
export function itemRemove(body: JsonObject, world: World): Reply {
  return withItem(body, world, (index) => {
    world.book.setExtras(index, { removed: true });
    return ok({});
  });
}

/** `/item/access_token/invalidate`: rotates an access token of today's form. */
export function accessTokenInvalidate(body: JsonObject, world: World): Reply {
  return withItem(body, world, (index) => ok({ new_access_token: world.book.rotate(index) }));
}

/** `/item/public_token/create`, deprecated and still there. */
export function publicTokenCreate(body: JsonObject, world: World): Reply {
  return withItem(body, world, (index) => {
    const { token, expiresAt } = world.publicTokens.create(index, world.now());
    return ok({ public_token: token, expiration: new Date(expiresAt).toISOString() });
  });
}

/** `/item/public_token/exchange`: once per public token, within its 30 minutes. */
export function publicTokenExchange(body: JsonObject, world: World): Reply {
  const token = textOf(body, 'public_token') ?? '';
  const use = world.publicTokens.use(token, world.now());
  switch (use.kind) {
    case 'item':
      return ok({
        access_token: world.book.accessToken(use.index) ?? world.book.issue(use.index),
        item_id: world.book.tokens.itemId(use.index),
      });
    case 'expired':
      return invalidInput(
        'INVALID_PUBLIC_TOKEN',
        'provided public token is expired. Public tokens expire 30 minutes after creation at which point they can no longer be exchanged',
      );
    case 'unknown':
      return invalidInput('INVALID_PUBLIC_TOKEN', 'could not find matching public token');
    default:
      return unreachable(use);
  }
}

/** `/accounts/get`, `/accounts/balance/get`: two accounts an Item. */
export function accountsGet(body: JsonObject, world: World): Reply {
  return withItem(body, world, (index) =>
    ok({ accounts: describeAccounts(world.book, index), item: describeItem(world.book, index) }),
  );
}

/** The accounts of an Item. */
export function describeAccounts(book: ItemBook, index: number): readonly JsonObject[] {
  const account = (at: number, name: string, subtype: string, balance: number): JsonObject => ({
    account_id: book.tokens.accountId(index, at),
    balances: {
      available: balance - 10,
      current: balance,
      iso_currency_code: 'USD',
      limit: null,
      unofficial_currency_code: null,
    },
    mask: String(at).repeat(4),
    name,
    official_name: null,
    subtype,
    type: 'depository',
  });
  return [
    account(0, 'Plaid Checking', 'checking', 110),
    account(1, 'Plaid Saving', 'savings', 210),
  ];
}

/** An Item, as every answer that names one describes it. */
export function describeItem(book: ItemBook, index: number): JsonObject {
  const {
    institutionId = DEFAULT_INSTITUTION,
    products = DEFAULT_PRODUCTS,
    webhook = null,
  } = book.extras(index);
  return {
    available_products: ['balance'],
    billed_products: products,
    consent_expiration_time: null,
    error: null,
    institution_id: institutionId,
    institution_name: 'First Platypus Bank',
    item_id: book.tokens.itemId(index),
    products,
    update_type: 'background',
    webhook,
  };
}

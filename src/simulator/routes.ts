import { assetRoutes } from './asset-routes.ts';
import { credentialFields } from './credentials.ts';
import { invalidField, requiredText, text, type Fields } from './fields.ts';
import { institutionRoutes } from './institution-routes.ts';
import {
  accessTokenInvalidate,
  accountsGet,
  DEFAULT_INSTITUTION,
  itemGet,
  itemRemove,
  itemWebhookUpdate,
  publicTokenCreate,
  publicTokenExchange,
  withItem,
} from './item-routes.ts';
import { linkTokenCreateFields } from './link-token-fields.ts';
import { checkLinkTokenRequest, isUpdateMode } from './link-token-request.ts';
import { checkPaymentId, paymentRoutes } from './payment-routes.ts';
import { productRoutes } from './product-routes.ts';
import {
  invalidInput,
  invalidRequest,
  objectOf,
  ok,
  refusal,
  textOf,
  textsOf,
  type JsonObject,
  type Reply,
} from './reply.ts';
import { requestFields } from './request-fields.ts';
import { describeLinkToken } from './short-lived-tokens.ts';
import { updateVersion, updateVersionFields } from './update-version.ts';
import { isCurrentOnlyEvent } from './webhook-payloads.ts';
import type { World } from './world.ts';
import type { Route } from './route.ts';

/** The path that `plaid-migrate tokens` calls. */
export const UPDATE_VERSION = '/item/access_token/update_version';

const table: Readonly<Record<string, Route>> = {
  [UPDATE_VERSION]: { fields: updateVersionFields, answer: updateVersion },
  '/item/access_token/invalidate': { answer: accessTokenInvalidate },
  '/item/get': { answer: itemGet },
  '/item/webhook/update': { answer: itemWebhookUpdate },
  '/item/remove': { answer: itemRemove },
  '/item/public_token/create': { answer: publicTokenCreate },
  '/item/public_token/exchange': { answer: publicTokenExchange },
  '/accounts/get': { answer: accountsGet },
  '/accounts/balance/get': { answer: accountsGet },
  ...productRoutes,
  ...institutionRoutes,
  '/link/token/create': { fields: linkTokenCreateFields, answer: linkTokenCreate },
  '/link/token/get': { answer: linkTokenGet },
  '/webhook_verification_key/get': { answer: verificationKeyGet },
  '/categories/get': { answer: () => ok({ categories: [] }) },
  ...paymentRoutes,
  ...assetRoutes,
  '/sandbox/public_token/create': { answer: sandboxPublicTokenCreate },
  // What it takes is refused by the route itself.
  '/sandbox/item/fire_webhook': {
    fields: { webhook_type: text, webhook_code: requiredText },
    answer: sandboxFireWebhook,
  },
  '/sandbox/item/reset_login': {
    answer: (body, world) => withItem(body, world, () => ok({ reset_login: true })),
  },
  '/sandbox/item/set_verification_status': {
    answer: (body, world) => withItem(body, world, () => ok({})),
  },
};

/** One endpoint of the API, whole. */
export interface Endpoint extends Route {
  readonly fields: Fields;
  readonly older: Fields;
}

/** Every endpoint by its path. All are POST, and all take credentials. */
export const routes: ReadonlyMap<string, Endpoint> = new Map(
  Object.entries(table).map(([path, route]) => {
    const fields = { ...requestFields.get(path), ...credentialFields, ...route.fields };
    return [path, { ...route, fields, older: { ...fields, ...route.older } }];
  }),
);

function linkTokenCreate(body: JsonObject, world: World): Reply {
  const refused = checkLinkTokenRequest(body, world.env);
  const wrong = refused ?? checkPaymentId(objectOf(body, 'payment_initiation'), world);
  if (wrong !== undefined) return wrong;
  for (const token of [textOf(body, 'access_token'), ...textsOf(body, 'access_tokens')]) {
    const owner = token === undefined ? undefined : world.book.findOwner(token);
    if (owner !== undefined && owner.kind !== 'item') {
      return withItem({ access_token: token }, world, () => ok({}));
    }
  }
  const made = world.linkTokens.create(body, isUpdateMode(body), world.now());
  return ok({ link_token: made.token, expiration: new Date(made.expiresAt).toISOString() });
}

function linkTokenGet(body: JsonObject, world: World): Reply {
  const found = world.linkTokens.find(textOf(body, 'link_token') ?? '');
  return found === undefined
    ? invalidInput('INVALID_LINK_TOKEN', 'could not find matching link token')
    : ok(describeLinkToken(found));
}

function verificationKeyGet(body: JsonObject, world: World): Reply {
  return body['key_id'] === world.signer.keyId
    ? ok({ key: world.signer.publicKey })
    : invalidInput('INVALID_WEBHOOK_VERIFICATION_KEY_ID', 'could not find matching key');
}

function sandboxPublicTokenCreate(body: JsonObject, world: World): Reply {
  if (world.env !== 'sandbox') return sandboxOnly();
  const index = world.book.create({
    institutionId: textOf(body, 'institution_id') ?? DEFAULT_INSTITUTION,
    products: textsOf(body, 'initial_products'),
    webhook: textOf(objectOf(body, 'options'), 'webhook') ?? null,
  });
  return ok({ public_token: world.publicTokens.create(index, world.now()).token });
}

function sandboxFireWebhook(body: JsonObject, world: World): Reply {
  if (world.env !== 'sandbox') return sandboxOnly();
  const code = textOf(body, 'webhook_code') ?? '';
  if (code !== 'DEFAULT_UPDATE' && code !== 'ERROR' && !isCurrentOnlyEvent(code)) {
    return invalidField('webhook_code', 'is not a code that can be fired');
  }
  return withItem(body, world, (index) => {
    if (world.webhooks === undefined) {
      return refusal(
        400,
        'SANDBOX_ERROR',
        'SANDBOX_WEBHOOK_INVALID',
        'Webhook for this item is either not set up, or invalid. Please update the item’s webhook and try again.',
      );
    }
    void world.webhooks.send(index, code);
    return ok({ webhook_fired: true });
  });
}

function sandboxOnly(): Reply {
  return invalidRequest('SANDBOX_ONLY', 'this endpoint is only available in the sandbox');
}

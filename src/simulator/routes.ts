import { credentialFields } from './credentials.ts';
import { anyObject, invalidField, requiredText, text, type Fields } from './fields.ts';
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
import { countryCodesField, linkTokenCreateFields, productNames } from './link-token-fields.ts';
import { checkLinkTokenRequest, isUpdateMode } from './link-token-request.ts';
import { checkPaymentId, paymentRoutes } from './payment-routes.ts';
import { authGet } from './product-routes.ts';
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
import { describeLinkToken } from './short-lived-tokens.ts';
import { updateVersion, updateVersionFields } from './update-version.ts';
import { isCurrentOnlyEvent } from './webhook-payloads.ts';
import type { World } from './world.ts';

/** One endpoint: the fields of its request, and its answer once those are right. */
export interface Route {
  readonly fields: Fields;
  readonly answer: (body: JsonObject, world: World) => Reply;
}

/** The path that `plaid-migrate tokens` calls. */
export const UPDATE_VERSION = '/item/access_token/update_version';

const accessToken: Fields = { access_token: requiredText };

const table: Readonly<Record<string, Route>> = {
  [UPDATE_VERSION]: { fields: updateVersionFields, answer: updateVersion },
  '/item/access_token/invalidate': { fields: accessToken, answer: accessTokenInvalidate },
  '/item/get': { fields: accessToken, answer: itemGet },
  '/item/webhook/update': {
    fields: { ...accessToken, webhook: { type: 'string', empty: true, nullable: true } },
    answer: itemWebhookUpdate,
  },
  '/item/remove': {
    fields: {
      ...accessToken,
      reason_code: { type: 'string', nullable: true },
      reason_note: { type: 'string', nullable: true },
    },
    answer: itemRemove,
  },
  '/item/public_token/create': { fields: accessToken, answer: publicTokenCreate },
  '/item/public_token/exchange': {
    fields: { public_token: requiredText },
    answer: publicTokenExchange,
  },
  '/accounts/get': { fields: { ...accessToken, options: anyObject }, answer: accountsGet },
  '/auth/get': { fields: { ...accessToken, options: anyObject }, answer: authGet },
  '/link/token/create': { fields: linkTokenCreateFields, answer: linkTokenCreate },
  '/link/token/get': { fields: { link_token: requiredText }, answer: linkTokenGet },
  '/webhook_verification_key/get': { fields: { key_id: requiredText }, answer: verificationKeyGet },
  '/institutions/get_by_id': {
    fields: { institution_id: requiredText, country_codes: countryCodesField, options: anyObject },
    answer: institutionsGetById,
  },
  '/sandbox/public_token/create': {
    fields: {
      institution_id: requiredText,
      initial_products: {
        type: 'array',
        required: true,
        of: { type: 'string', values: productNames },
      },
      options: anyObject,
      user_token: text,
      user_id: text,
    },
    answer: sandboxPublicTokenCreate,
  },
  ...paymentRoutes,
  '/sandbox/item/fire_webhook': {
    fields: { ...accessToken, webhook_type: text, webhook_code: requiredText },
    answer: sandboxFireWebhook,
  },
};

/** Every endpoint by its path. All are POST, and all take credentials. */
export const routes: ReadonlyMap<string, Route> = new Map(
  Object.entries(table).map(([path, route]) => [
    path,
    { ...route, fields: { ...credentialFields, ...route.fields } },
  ]),
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

function institutionsGetById(body: JsonObject): Reply {
  return body['institution_id'] === DEFAULT_INSTITUTION
    ? ok({
        institution: {
          country_codes: ['US'],
          institution_id: DEFAULT_INSTITUTION,
          name: 'First Platypus Bank',
          oauth: false,
          products: ['assets', 'auth', 'balance', 'identity', 'liabilities', 'transactions'],
          routing_numbers: [],
        },
      })
    : invalidInput('INVALID_INSTITUTION', 'invalid institution_id provided');
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

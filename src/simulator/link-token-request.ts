import type { PlaidEnvironment } from '../plaid/environments.ts';
import { invalidField } from './fields.ts';
import {
  invalidInput,
  invalidRequest,
  objectOf,
  textOf,
  textsOf,
  type JsonObject,
  type Reply,
} from './reply.ts';

/** Products that update mode may add to an Item, by the text of `products` in the description. */
const updateModeProducts = /^(?:assets|statements|income_verification|employment|cra_[a-z_]+)$/;

/** What the field table cannot say: how the fields of `/link/token/create` go together. */
export function checkLinkTokenRequest(body: JsonObject, env: PlaidEnvironment): Reply | undefined {
  if (body['user'] === undefined && body['user_id'] === undefined) {
    return invalidRequest('MISSING_FIELDS', 'the following required fields are missing: user');
  }
  return (
    checkProducts(body) ??
    checkPayment(body) ??
    checkRedirect(body, env) ??
    checkWebhook(body) ??
    checkUpdateMode(body)
  );
}

/** Whether a request opens Link in update mode. */
export function isUpdateMode(body: JsonObject): boolean {
  return textOf(body, 'access_token') !== undefined || body['access_tokens'] !== undefined;
}

function checkProducts(body: JsonObject): Reply | undefined {
  const wanted = textsOf(body, 'products');
  for (const name of ['products', 'additional_consented_products', 'optional_products']) {
    if (textsOf(body, name).includes('balance')) {
      return invalidInput('INVALID_PRODUCT', `balance is not a valid value of ${name}`);
    }
  }
  for (const name of [
    'required_if_supported_products',
    'optional_products',
    'additional_consented_products',
  ]) {
    const twice = textsOf(body, name).find((product) => wanted.includes(product));
    if (twice !== undefined) return invalidField(name, `repeats ${twice} of products`);
  }
  if (isUpdateMode(body)) {
    const refused = wanted.find((product) => !updateModeProducts.test(product));
    return refused === undefined
      ? undefined
      : invalidField('products', `must not hold ${refused} in update mode; leave products out`);
  }
  return wanted.length === 0
    ? invalidRequest('INVALID_FIELD', 'must provide at least one product')
    : undefined;
}

function checkPayment(body: JsonObject): Reply | undefined {
  const wanted = textsOf(body, 'products');
  const payment = objectOf(body, 'payment_initiation');
  const named = payment['payment_id'] ?? payment['consent_id'];
  if (!wanted.includes('payment_initiation')) {
    return body['payment_initiation'] === undefined || isUpdateMode(body)
      ? undefined
      : invalidConfiguration('payment_initiation needs products to be ["payment_initiation"]');
  }
  if (wanted.length > 1) {
    return invalidConfiguration('payment_initiation cannot be used together with other products');
  }
  return named === undefined
    ? invalidRequest(
        'MISSING_FIELDS',
        'the following required fields are missing: payment_initiation.payment_id',
      )
    : undefined;
}

function checkRedirect(body: JsonObject, env: PlaidEnvironment): Reply | undefined {
  const redirect = textOf(body, 'redirect_uri');
  if (redirect === undefined) return undefined;
  if (body['android_package_name'] !== undefined) {
    return invalidConfiguration('redirect_uri and android_package_name exclude each other');
  }
  const url = URL.parse(redirect);
  if (url === null) return invalidField('redirect_uri', 'must be a URI');
  if (redirect.includes('?')) {
    return invalidField('redirect_uri', 'must not contain query parameters');
  }
  return env === 'production' && url.protocol !== 'https:'
    ? invalidField('redirect_uri', 'must use https in production')
    : undefined;
}

function checkWebhook(body: JsonObject): Reply | undefined {
  const webhook = textOf(body, 'webhook');
  return webhook === undefined || isWebUrl(webhook)
    ? undefined
    : invalidField('webhook', 'must be a URL');
}

function checkUpdateMode(body: JsonObject): Reply | undefined {
  const selects = objectOf(body, 'update')['account_selection_enabled'] === true;
  return isUpdateMode(body) && body['account_filters'] !== undefined && !selects
    ? invalidConfiguration(
        'account_filters needs update.account_selection_enabled to be true in update mode',
      )
    : undefined;
}

/** Whether a text is an http or https URL. */
export function isWebUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}

function invalidConfiguration(message: string): Reply {
  return invalidRequest('INVALID_CONFIGURATION', message);
}

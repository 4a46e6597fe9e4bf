import type { RequestField } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import type { Json } from '../../plaid/json.ts';
import { quotedText } from '../../generate/quoted-text.ts';
import type { FileStyle } from '../../scan/file-style.ts';

/** The request that a call for an old token becomes, but for what it was called with. */
export interface TurnedRequest {
  readonly purpose: 'update' | 'payment';
  /** The id of the signed-in user, as source text; undefined: a person knows. */
  readonly user: string | undefined;
  /** What pages said of Link. */
  readonly fields: readonly RequestField[];
  /** How the script names a member of an enum of the SDK; undefined: plain texts do. */
  readonly enumName: ((name: 'CountryCode' | 'Products') => string) | undefined;
}

/** What stands before and behind the argument of the old call, braces included. */
export interface AroundArgument {
  readonly before: string;
  readonly behind: string;
}

/**
 * A request of `/link/token/create` around the access_token or the payment_id: no products in update mode,
 * and no webhook. (Plaid's OpenAPI, LinkTokenCreateRequest.)
 */
export function aroundArgument(
  request: TurnedRequest,
  argument: string,
  style: FileStyle,
  indentation: string,
): AroundArgument {
  const { quote, indent, trailingComma } = style;
  const inner = `\n${indentation}${indent}`;
  const valueOf = (name: string): OptionValue | undefined =>
    request.fields.find((each) => each.name === name)?.value;
  const text = (value: Json): string => textOf(value, quote);
  const enums = (name: 'CountryCode' | 'Products', values: readonly Json[]): string =>
    listOf(values, request.enumName?.(name), quote);
  const server = (name: string): string | undefined =>
    request.fields.find((each) => each.name === name)?.server;
  const literal = (name: string, otherwise: Json): Json => {
    const value = valueOf(name);
    return value?.kind === 'literal' ? value.value : otherwise;
  };
  const countries = literal('country_codes', ['US']);
  const user = request.user === undefined ? text('') : `String(${request.user})`;
  const redirect = literal('redirect_uri', null);
  const redirectText = server('redirect_uri') ?? (redirect === null ? undefined : text(redirect));
  const lines = [
    `user: { client_user_id: ${user} }`,
    `client_name: ${server('client_name') ?? text(literal('client_name', ''))}`,
    ...(request.purpose === 'payment'
      ? [`products: ${enums('Products', ['payment_initiation'])}`]
      : []),
    `country_codes: ${server('country_codes') ?? enums('CountryCode', Array.isArray(countries) ? countries : [countries])}`,
    `language: ${server('language') ?? text(literal('language', 'en'))}`,
    ...(redirectText === undefined ? [] : [`redirect_uri: ${redirectText}`]),
  ];
  const [open, close] = request.purpose === 'payment' ? ['payment_initiation: { ', ' }'] : ['', ''];
  const name = request.purpose === 'payment' ? 'payment_id' : 'access_token';
  const key = argument === name && style.syntax === 'modern' ? '' : `${name}: `;
  return {
    before: `{${lines.map((line) => `${inner}${line},`).join('')}${inner}${open}${key}`,
    behind: `${close}${trailingComma ? ',' : ''}\n${indentation}}`,
  };
}

function textOf(value: Json, quote: FileStyle['quote']): string {
  return typeof value === 'string' ? quotedText(value, quote) : JSON.stringify(value);
}

function listOf(
  values: readonly Json[],
  name: string | undefined,
  quote: FileStyle['quote'],
): string {
  const texts = values.map((value) =>
    name === undefined || typeof value !== 'string'
      ? textOf(value, quote)
      : `${name}.${memberOf(value)}`,
  );
  return `[${texts.join(', ')}]`;
}

/** `'payment_initiation'` is `Products.PaymentInitiation`. */
function memberOf(value: string): string {
  return value
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

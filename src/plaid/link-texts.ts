import type { LinkValue } from './link-literals.ts';
import type { Json } from './json.ts';

/** A text the request takes as it is. */
export function linkText(literal: Json): LinkValue<string> {
  return typeof literal === 'string' && literal.trim() !== ''
    ? { value: literal, notes: [] }
    : { value: undefined, notes: [] };
}

/** `client_name`. (LinkTokenCreateRequest: "Maximum length of 30 characters".) */
export function linkClientName(literal: Json): LinkValue<string> {
  const { value } = linkText(literal);
  return {
    value,
    notes:
      value !== undefined && value.length > 30
        ? [
            'client_name has more than 30 characters: Link would show "This Application" instead of it.',
          ]
        : [],
  };
}

/** `webhook`: an absolute URL. */
export function linkWebhook(literal: Json): LinkValue<string> {
  const { value } = linkText(literal);
  const protocol = value === undefined ? undefined : URL.parse(value)?.protocol;
  return protocol === 'https:' || protocol === 'http:'
    ? { value, notes: [] }
    : {
        value: undefined,
        notes: ['webhook was left out: it has to be a whole URL, which Plaid can reach.'],
      };
}

/**
 * `redirect_uri`. A query is cut off, for Plaid takes none and the bank's answer brings its own.
 * (LinkTokenCreateRequest: "should not contain any query parameters", https in Production.)
 */
export function linkRedirectUri(literal: Json): LinkValue<string> {
  const text = linkText(literal).value ?? '';
  const url = URL.parse(text);
  if (url === null) {
    return {
      value: undefined,
      notes: [
        'redirect_uri was left out: it has to be a whole URL, one that the Dashboard allows.',
      ],
    };
  }
  const notes: string[] = [];
  if (url.protocol === 'http:') notes.push('redirect_uri has to be https in production.');
  const query = text.indexOf('?');
  if (query === -1) return { value: text, notes };
  notes.push(
    'The query of redirect_uri was cut off: Plaid takes none. Keep what it carried in the session, and allow the URL without it in the Dashboard.',
  );
  return { value: text.slice(0, query), notes };
}

/** `user.phone_number`, in E.164: without the country nobody can complete it, and Plaid refuses it. */
export function linkPhoneNumber(literal: Json): LinkValue<string> {
  const number = (linkText(literal).value ?? '').replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{1,14}$/.test(number)
    ? { value: number, notes: [] }
    : {
        value: undefined,
        notes: [
          'user.phone_number was left out: it has to be in E.164 form, + and country code first.',
        ],
      };
}

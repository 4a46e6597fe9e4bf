import { constantName, shownName, type LinkValue } from './link-literals.ts';
import type { Json } from './json.ts';

/** The languages of Link by code: `language` of LinkTokenCreateRequest in Plaid's OpenAPI description. */
const languages = {
  da: 'Danish',
  nl: 'Dutch',
  en: 'English',
  et: 'Estonian',
  fr: 'French',
  de: 'German',
  hi: 'Hindi',
  it: 'Italian',
  lv: 'Latvian',
  lt: 'Lithuanian',
  no: 'Norwegian',
  pl: 'Polish',
  pt: 'Portuguese',
  ro: 'Romanian',
  es: 'Spanish',
  sv: 'Swedish',
  vi: 'Vietnamese',
} as const;

/** The names of Link's languages by their codes, the values of `language`. */
export const linkLanguages: ReadonlyMap<string, string> = new Map(Object.entries(languages));

/** What Link spoke when the page named no language. (https://plaid.com/docs/link/maintain-legacy-integration) */
export const defaultLanguage = 'en';

/** Names are read too: real pages hold `language: 'english'`. */
const codes: ReadonlyMap<string, string> = new Map(
  [...linkLanguages].flatMap(([code, name]) => [
    [code, code],
    [name.toLowerCase(), code],
  ]),
);

/** The `language` of a page as `language` of `/link/token/create`: `en-US` and `English` are `en`. */
export function linkLanguage(literal: Json): LinkValue<string> {
  const text = typeof literal === 'string' ? constantName(literal) : '';
  const [language = ''] = text.toLowerCase().split(/[-_]/);
  const value = codes.get(language);
  if (value === undefined) {
    return { value, notes: [`${shownName(text)} is no language of Link.`] };
  }
  return {
    value,
    notes:
      text.length > language.length
        ? [`Link has no regional languages: ${shownName(text)} became "${value}".`]
        : [],
  };
}

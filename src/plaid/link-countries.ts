import { constantName, listOf, shownName, type LinkValue } from './link-literals.ts';
import type { Json } from './json.ts';

/** `CountryCode` of Plaid's OpenAPI description. */
const countryCodes = [
  'US',
  'GB',
  'ES',
  'NL',
  'FR',
  'IE',
  'CA',
  'DE',
  'IT',
  'PL',
  'DK',
  'NO',
  'SE',
  'EE',
  'LT',
  'LV',
  'PT',
  'BE',
  'AT',
  'FI',
] as const;

/** A country Plaid serves. */
export type LinkCountry = (typeof countryCodes)[number];

/** Every value of `CountryCode`. */
export const countryNames: ReadonlySet<string> = new Set(countryCodes);

/**
 * What Link took when the page named no country.
 * (https://plaid.com/docs/link/maintain-legacy-integration: "will default to ['US']".)
 */
export const defaultCountries: readonly LinkCountry[] = ['US'];

const byCode: ReadonlyMap<string, LinkCountry> = new Map([
  ...countryCodes.map((code) => [code, code] as const),
  ['UK', 'GB'],
]);

/** The `countryCodes` of a page as `country_codes` of `/link/token/create`. */
export function linkCountries(literal: Json): LinkValue<readonly LinkCountry[]> {
  const countries = new Set<LinkCountry>();
  const notes = new Set<string>();
  for (const text of listOf(literal)) {
    const code = constantName(text).toUpperCase();
    const country = byCode.get(code);
    if (country !== undefined) countries.add(country);
    else {
      notes.add(`${shownName(code)} was left out of country_codes: Plaid does not serve it.`);
    }
    if (code === 'UK') notes.add('The United Kingdom is GB in country_codes, not UK.');
  }
  return { value: countries.size === 0 ? undefined : [...countries], notes: [...notes] };
}

import { findAccountSubtype, type AccountType } from './link-account-subtypes.ts';
import {
  constantName,
  isList,
  isObject,
  listOf,
  shownName,
  type LinkValue,
} from './link-literals.ts';
import type { Json } from './json.ts';

/** `account_filters` of `/link/token/create`: LinkTokenAccountFilters of Plaid's OpenAPI description. */
export type AccountFilters = Readonly<
  Partial<Record<AccountType, { readonly account_subtypes: readonly string[] }>>
>;

/** Account types by the names pages give them, in the order of the request. `brokerage` is of the API of 2018. */
const accountTypes: ReadonlyMap<string, AccountType> = new Map([
  ['depository', 'depository'],
  ['credit', 'credit'],
  ['loan', 'loan'],
  ['investment', 'investment'],
  ['brokerage', 'investment'],
  ['other', 'other'],
]);

/**
 * The `accountSubtypes` of a page as `account_filters`. Pages write an object of lists; the native
 * SDKs a list of `{ type, subtype }`, or of constants like `LinkAccountSubtypeCredit.ALL`.
 */
export function accountFilters(literal: Json): LinkValue<AccountFilters> {
  const wanted = new Map<AccountType, Set<string>>();
  const notes = new Set<string>();
  for (const [typeText, subtypes] of listedTypes(literal)) {
    const typeName = constantName(typeText).toLowerCase();
    const type = accountTypes.get(typeName);
    if (type === undefined) {
      notes.add(`${shownName(typeText)} was left out of account_filters: it is no account type.`);
      continue;
    }
    if (typeName === 'brokerage') notes.add('The account type brokerage is investment today.');
    if (subtypes.length === 0) {
      notes.add(
        `The empty list for ${type} was left out of account_filters: Link hides a type without a filter as soon as another type has one. Send ["all"] to show it.`,
      );
    }
    for (const text of subtypes) {
      const subtype = findAccountSubtype(type, constantName(text));
      if (subtype === undefined) {
        notes.add(
          `${shownName(text)} was left out of account_filters: ${type} accounts have no such subtype.`,
        );
        continue;
      }
      wanted.set(type, (wanted.get(type) ?? new Set()).add(subtype));
      if (subtype === 'limited purpose checking') {
        notes.add(
          'The subtype "limited purpose checking" needs account_filters.depository.limited_purpose_types beside it.',
        );
      }
    }
  }
  const filters = [...new Set(accountTypes.values())].flatMap((type) => {
    const subtypes = wanted.get(type);
    return subtypes === undefined ? [] : [[type, { account_subtypes: [...subtypes] }] as const];
  });
  return {
    value: filters.length === 0 ? undefined : Object.fromEntries(filters),
    notes: [...notes],
  };
}

/** Every account type the page names, with its subtypes. */
function listedTypes(literal: Json): ReadonlyArray<readonly [string, readonly string[]]> {
  if (isList(literal)) return literal.flatMap(listedTypes);
  if (typeof literal === 'string') {
    const [, type = literal] = /LinkAccountSubtype([A-Za-z]+)\./.exec(literal) ?? [];
    return [[type, type === literal ? ['all'] : [literal]]];
  }
  if (!isObject(literal)) return [];
  if (typeof literal['type'] === 'string') {
    return [[literal['type'], listOf(literal['subtype'] ?? 'all')]];
  }
  return Object.entries(literal).map(([type, subtypes]) => [
    type,
    listOf(isObject(subtypes) ? (subtypes['account_subtypes'] ?? []) : subtypes),
  ]);
}

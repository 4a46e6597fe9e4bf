import { MigrateError } from '../../core/errors.ts';
import type { TokenClass } from '../../plaid/token-classes.ts';

/** What the user asked for, and where the columns are (for error messages). */
export interface ColumnRequest {
  /** `/data/tokens.csv`, `table items of /data/app.db`, `standard input`. */
  readonly place: string;
  readonly tokenColumn?: string;
  readonly keyColumn?: string;
  /** A spec from the ledger that names no key column was read by row number: stay with that. */
  readonly keepRowNumbers?: boolean;
}

export interface ChosenColumns {
  readonly tokenColumn: string;
  /** `undefined`: rows are known by their line or row number, which is stable only while the source is. */
  readonly keyColumn: string | undefined;
}

/** Token classes of a few values of each column, where some were at hand. */
export type SampleClasses = ReadonlyMap<string, readonly TokenClass[]>;

/**
 * Obvious names of a token column, best first, compared without case, `_`, `-` and spaces. The more
 * a name says the better: a table with `legacy_access_token` and `access_token` has the new token in
 * the second, and a plain `token` may be anybody's.
 */
const TOKEN_NAMES: readonly (readonly string[])[] = [
  ['legacyplaidaccesstoken', 'plaidlegacyaccesstoken', 'legacyaccesstoken'],
  ['plaidaccesstoken'],
  ['accesstoken'],
  ['plaidtoken', 'legacytoken'],
  ['token'],
];

/**
 * Obvious names of a key column, best first. `user_id` is missing on purpose: a user with two banks
 * has two rows, and a key must tell them apart. `idoid` is `_id.$oid` of a
 * mongoexport, `pk` the key of Django's dumpdata.
 */
const KEY_NAMES: readonly (readonly string[])[] = [
  ['id'],
  ['pk'],
  ['idoid'],
  ['uuid', 'guid'],
  ['rowid'],
  ['itemid', 'plaiditemid'],
  ['tokenid'],
];

/**
 * Finds the token column and the key column among `available`.
 *
 * A name that was asked for must be there (exactly, or but for case). Otherwise the token column is the only
 * column there is, or the best obvious name; between two equally good names the one whose sample
 * holds legacy tokens; without a name the only column whose sample holds Plaid access tokens.
 * The key column is the best obvious name, or none.
 *
 * @throws MigrateError listing the columns, when one is missing, ambiguous or not to be found.
 */
export function chooseColumns(
  available: readonly string[],
  request: ColumnRequest,
  samples: SampleClasses = new Map(),
): ChosenColumns {
  const tokenColumn =
    request.tokenColumn === undefined
      ? findTokenColumn(available, request.place, samples)
      : findNamed(available, request.tokenColumn, '--token-column', request.place);
  if (request.keyColumn !== undefined) {
    const keyColumn = findNamed(available, request.keyColumn, '--key-column', request.place);
    return { tokenColumn, keyColumn };
  }
  if (request.keepRowNumbers === true) return { tokenColumn, keyColumn: undefined };
  const keys = bestNamed(available, KEY_NAMES).filter((name) => name !== tokenColumn);
  return { tokenColumn, keyColumn: keys.length === 1 ? keys[0] : undefined };
}

/** Whether some column has the name of a token column. For telling tables apart. */
export function hasTokenColumn(available: readonly string[]): boolean {
  return bestNamed(available, TOKEN_NAMES).length > 0;
}

/** Finds `wanted` in a list of names: exactly, or the only one that differs by case alone. */
export function matchName(available: readonly string[], wanted: string): readonly string[] {
  const exact = available.filter((name) => name === wanted);
  if (exact.length > 0) return exact;
  return available.filter((name) => name.toLowerCase() === wanted.toLowerCase());
}

/** Names as a list for people. A very long one is data rather than a name, so it is not shown. */
export function listNames(names: readonly string[]): string {
  const shown = names
    .slice(0, 40)
    .map((name, index) =>
      name.length > 64 ? `(column ${String(index + 1)}: ${String(name.length)} characters)` : name,
    );
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}

function findNamed(
  available: readonly string[],
  wanted: string,
  flag: '--token-column' | '--key-column',
  place: string,
): string {
  const [name, second] = matchName(available, wanted);
  if (name !== undefined && second === undefined) return name;
  throw new MigrateError(
    name === undefined
      ? `There is no column ${JSON.stringify(wanted)} in ${place}.`
      : `There is more than one column ${JSON.stringify(wanted)} in ${place}.`,
    {
      hint:
        name === undefined
          ? `Give ${flag} one of the columns there are: ${listNames(available)}`
          : 'Rename one of them, so that it is clear which is meant.',
    },
  );
}

function findTokenColumn(
  available: readonly string[],
  place: string,
  samples: SampleClasses,
): string {
  const [only] = available;
  if (only !== undefined && available.length === 1) return only;
  const named = bestNamed(available, TOKEN_NAMES);
  const candidates = named.length === 0 ? available.filter(holds('legacy', 'current')) : named;
  const [first, second] = candidates;
  if (first !== undefined && second === undefined) return first;
  const [legacy, another] = candidates.filter(holds('legacy'));
  if (legacy !== undefined && another === undefined) return legacy;
  throw new MigrateError(
    first === undefined
      ? `No column of ${place} is plainly the one with the access tokens.`
      : `More than one column of ${place} may hold the access tokens: ${listNames(candidates)}.`,
    { hint: `Name it with --token-column. The columns there are: ${listNames(available)}` },
  );

  function holds(...classes: readonly TokenClass[]): (name: string) => boolean {
    return (name) => samples.get(name)?.some((sample) => classes.includes(sample)) === true;
  }
}

/** The columns of the best rank that has any. */
function bestNamed(
  available: readonly string[],
  ranks: readonly (readonly string[])[],
): readonly string[] {
  const names = available.map((name) => ({ name, plain: plainName(name) }));
  for (const rank of ranks) {
    const found = names.filter(({ plain }) => rank.includes(plain));
    if (found.length > 0) return found.map(({ name }) => name);
  }
  return [];
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * What a value in a token column is, told by its shape alone.
 * Source of the legacy shape: Plaid's own refusal of a malformed one, recorded in the tests of
 * plaid-ruby 8.9.0 (test/vcr_cassettes).
 */
export type TokenClass =
  /** 160 hexadecimal characters: the legacy access token this tool upgrades. */
  | 'legacy'
  /** `access-<environment>-…`: already of today's form, nothing to call for. */
  | 'current'
  /** `test_<institution>`: the legacy sandbox's fixed tokens, which Plaid cannot upgrade. */
  | 'legacy-sandbox'
  /** `public-…`, `link-…`, `processor-…`, …: another kind of token, so probably another column. */
  | 'other-token'
  | 'empty'
  | 'unrecognised';

/** The classes that get no row in `tokens`: they are listed in `source_rows` with the reason. */
export type RejectedClass = Exclude<TokenClass, 'legacy' | 'current'>;

const LEGACY = /^[0-9a-f]{160}$/i;
const CURRENT = /^access-(?:sandbox|development|production)-[0-9a-z-]+$/i;
const LEGACY_SANDBOX = /^test_[0-9a-z_]+$/i;
const OTHER = /^(?:public|link|processor|payment-token|item-add-token|user)-[0-9a-z-]+$|^test,/i;

/** Classes one value. The value is taken as it stands: callers trim. */
export function classifyToken(value: string): TokenClass {
  if (LEGACY.test(value)) return 'legacy';
  if (CURRENT.test(value)) return 'current';
  if (value === '') return 'empty';
  if (LEGACY_SANDBOX.test(value)) return 'legacy-sandbox';
  if (OTHER.test(value)) return 'other-token';
  return 'unrecognised';
}

/** What a person reads about a rejected row, and what they can do. */
export const rejectionReasons: Readonly<Record<RejectedClass, string>> = {
  'legacy-sandbox':
    'a token of the legacy sandbox (test_…), which Plaid cannot upgrade: drop the row',
  'other-token': 'a Plaid token of another kind (public, link, …): is this the right column?',
  empty: 'empty: no token in this row',
  unrecognised: 'not a Plaid access token: a legacy one is 160 hexadecimal characters',
};

/** Narrows a class to the rejected ones. */
export function isRejected(tokenClass: TokenClass): tokenClass is RejectedClass {
  return tokenClass !== 'legacy' && tokenClass !== 'current';
}

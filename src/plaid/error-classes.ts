/** Plaid's error body. Source: `PlaidError` of Plaid's OpenAPI description; more keys may appear. */
export interface PlaidError {
  error_type: string;
  error_code: string;
  error_message: string;
  display_message: string | null;
  request_id: string | null;
}

/** What an error answer means for a bulk run. */
export type ErrorClass =
  /** Too fast: slow down, try the row again. */
  | 'rate-limit'
  /** Plaid's own fault: try the row again, a bounded number of times. */
  | 'server-fault'
  /** Announced maintenance: as a server fault, with long pauses. */
  | 'maintenance'
  /** The endpoint is not there for us any more: stop the run. */
  | 'route-gone'
  /** Keys or environment are refused: stop the run. */
  | 'credentials'
  /** A paid or trial quota is used up: stop the run. */
  | 'quota'
  /** The request itself is refused: the row fails, and three alike in a row stop the run. */
  | 'request'
  /** The bank's side is down: the row fails for now, `--retry-failed` tries it later. */
  | 'institution'
  /** This token or Item is refused: the row fails. */
  | 'item';

interface ErrorRule {
  readonly class: ErrorClass;
  /** What a person does about it. */
  readonly advice: string;
}

const wait: ErrorRule = {
  class: 'institution',
  advice: 'The bank was not reachable. Try later: plaid-migrate tokens --retry-failed',
};
const badRequest: ErrorRule = {
  class: 'request',
  advice:
    'Plaid refused the form of the request. Check --api-url; if it is right, report this to us.',
};

/**
 * Errors by `error_code`. The HTTP status is no guide: Plaid's pages of different years give the
 * same code different ones. Sources: plaid.com/docs/errors, plaid.com/docs/errors/invalid-input.
 */
const byCode: ReadonlyMap<string, ErrorRule> = new Map(
  Object.entries({
    INTERNAL_SERVER_ERROR: { class: 'server-fault', advice: 'A fault at Plaid. Run again later.' },
    PLANNED_MAINTENANCE: {
      class: 'maintenance',
      advice: 'Plaid is in maintenance. See https://status.plaid.com and run again later.',
    },
    NOT_FOUND: {
      class: 'route-gone',
      advice:
        'Plaid no longer offers /item/access_token/update_version here. Ask Plaid support to upgrade the tokens; otherwise users must link again.',
    },
    NO_LONGER_AVAILABLE: {
      class: 'route-gone',
      advice:
        'The endpoint ended with a newer API version. Try PLAID_VERSION=2019-05-29; if that is refused too, ask Plaid support.',
    },
    UNAUTHORIZED_ROUTE_ACCESS: {
      class: 'route-gone',
      advice: 'Your team has no access to this endpoint. Ask Plaid support to enable it.',
    },
    UNAUTHORIZED_ENVIRONMENT: {
      class: 'credentials',
      advice:
        'Your keys are not enabled for this environment. Check PLAID_ENV and the Plaid Dashboard.',
    },
    INVALID_API_KEYS: {
      class: 'credentials',
      advice: 'Check PLAID_CLIENT_ID and PLAID_SECRET: each environment has a secret of its own.',
    },
    ADDITION_LIMIT: {
      class: 'quota',
      advice: 'Your Item quota is used up. Ask Plaid to raise it.',
    },
    CREDITS_EXHAUSTED: {
      class: 'quota',
      advice: 'Your free usage is used up. See the Plaid Dashboard.',
    },
    INVALID_ACCESS_TOKEN: {
      class: 'item',
      advice:
        'Plaid does not know this token: it was removed, or belongs to another environment or team. The user must link again.',
    },
    ITEM_NOT_FOUND: { class: 'item', advice: 'The Item was removed. The user must link again.' },
    USER_PERMISSION_REVOKED: {
      class: 'item',
      advice: 'The user withdrew the permission. The user must link again.',
    },
    INSTITUTION_DOWN: wait,
    INSTITUTION_NOT_RESPONDING: wait,
    INSTITUTION_NOT_AVAILABLE: wait,
    MISSING_FIELDS: badRequest,
    UNKNOWN_FIELDS: badRequest,
    INVALID_FIELD: badRequest,
    INVALID_BODY: badRequest,
    INVALID_HEADERS: badRequest,
  } satisfies Record<string, ErrorRule>),
);

/** Codes come without notice (plaid.com/docs/api/versioning), so a new one is read by its type. */
const byType: ReadonlyMap<string, ErrorRule> = new Map(
  Object.entries({
    RATE_LIMIT_EXCEEDED: { class: 'rate-limit', advice: 'Lower --rate and run again.' },
    API_ERROR: { class: 'server-fault', advice: 'A fault at Plaid. Run again later.' },
    INVALID_REQUEST: badRequest,
    INSTITUTION_ERROR: wait,
  } satisfies Record<string, ErrorRule>),
);

const unlisted: ErrorRule = {
  class: 'item',
  advice: 'An error this tool does not know. Look the code up at https://plaid.com/docs/errors',
};

/** Classes an error body, with what to do about it. A code nobody knows fails its row, not the run. */
export function classifyError(error: Pick<PlaidError, 'error_type' | 'error_code'>): ErrorRule {
  return byCode.get(error.error_code) ?? byType.get(error.error_type) ?? unlisted;
}

/** What a person does about a recorded `error_code`. */
export function adviceFor(errorCode: string): string {
  return (byCode.get(errorCode) ?? unlisted).advice;
}

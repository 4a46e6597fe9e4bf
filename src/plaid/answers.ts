import type { PlaidError } from './error-classes.ts';

/** One HTTP answer, read whole. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** `Retry-After` as sent: seconds or an HTTP date. */
  readonly retryAfter: string | undefined;
  /** From `plaid-request-id` or `request-id`, used where the body has none. */
  readonly requestId: string | undefined;
}

/** What Plaid said to one call of `/item/access_token/update_version`. */
export type UpdateAnswer =
  | {
      kind: 'upgraded';
      accessToken: string;
      /** Absent in one of Plaid's own samples, so it may be absent here. */
      itemId: string | undefined;
      status: number;
      requestId: string | undefined;
    }
  | {
      kind: 'plaid-error';
      error: PlaidError;
      status: number;
      requestId: string | undefined;
      retryAfterMs: number | undefined;
    }
  /** 502, 503 or 504 without Plaid's JSON: a gateway in between, and the outcome is not known. */
  | { kind: 'gateway'; status: number; retryAfterMs: number | undefined }
  /**
   * Anything else that is not Plaid's JSON: a proxy, a captive portal, a wrong host. `maybeDone`:
   * it may stand for an answer of Plaid's (JSON cut short, a proxy's 5xx).
   */
  | { kind: 'not-plaid'; status: number; summary: string; maybeDone: boolean }
  /** No answer. `sent` tells whether the request may have reached Plaid. */
  | { kind: 'no-answer'; sent: boolean; reason: string };

/** Reads an answer of `update_version`. `now` is milliseconds since the epoch, for `Retry-After` dates. */
export function readUpdateAnswer(raw: RawAnswer, now: number): UpdateAnswer {
  const retryAfterMs = parseRetryAfter(raw.retryAfter, now);
  const body = parseObject(raw.body) ?? {};
  const requestId = text(body['request_id']) ?? raw.requestId;
  const error = readPlaidError(body, requestId);
  if (error !== undefined) {
    return { kind: 'plaid-error', error, status: raw.status, requestId, retryAfterMs };
  }
  const accessToken = text(body['access_token']);
  if (raw.status === 200 && accessToken !== undefined) {
    return {
      kind: 'upgraded',
      accessToken,
      itemId: text(body['item_id']),
      status: raw.status,
      requestId,
    };
  }
  if (raw.status >= 502 && raw.status <= 504) {
    return { kind: 'gateway', status: raw.status, retryAfterMs };
  }
  const maybeDone = raw.status >= 500 || (raw.status === 200 && /\bjson\b/i.test(raw.contentType));
  return { kind: 'not-plaid', status: raw.status, summary: describeBody(raw), maybeDone };
}

function readPlaidError(
  body: Readonly<Record<string, unknown>>,
  requestId: string | undefined,
): PlaidError | undefined {
  const errorType = text(body['error_type']);
  const errorCode = text(body['error_code']);
  if (errorType === undefined || errorCode === undefined) return undefined;
  return {
    error_type: errorType,
    error_code: errorCode,
    error_message: text(body['error_message']) ?? '',
    display_message: text(body['display_message']) ?? null,
    request_id: requestId ?? null,
  };
}

/** `Retry-After` in milliseconds from now: seconds or an HTTP date; undefined when absent or unreadable. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function describeBody(raw: RawAnswer): string {
  const type = raw.contentType.split(';')[0]?.trim() ?? '';
  return `${type === '' ? 'no content type' : type}, ${String(Buffer.byteLength(raw.body))} bytes`;
}

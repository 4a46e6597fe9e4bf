import { unreachable } from '../core/errors.ts';
import type { UpdateAnswer } from '../plaid/answers.ts';
import { classifyError, type ErrorClass } from '../plaid/error-classes.ts';
import { askedPauseMs } from './asked-pause.ts';

/** Why a row is tried again, which decides how long it waits and what the run learns from it. */
export type RetryCause = 'rate-limit' | 'server-fault' | 'maintenance' | 'unreachable';

/** What one answer means for its row and for the run. */
export type Decision =
  | { do: 'record'; accessToken: string; itemId: string | null }
  /** Refused; `requestFault` when the form of the request was, not the token. */
  | { do: 'refuse'; errorCode: string; requestFault: boolean }
  /** `lost`: this call may have been carried out. `waitMs`: Plaid asked for at least that much. */
  | { do: 'retry'; cause: RetryCause; lost: boolean; waitMs: number }
  /** The whole run stops, and the row stays as it was unless this call may have been carried out. */
  | { do: 'stop'; reason: string; advice: string; lost: boolean };

/** What one answer of `update_version` means. Class by `error_code`, never by status alone. */
export function decide(answer: UpdateAnswer): Decision {
  switch (answer.kind) {
    case 'upgraded':
      return {
        do: 'record',
        accessToken: answer.accessToken,
        itemId: answer.itemId ?? null,
      };
    case 'gateway':
      return {
        do: 'retry',
        cause: 'server-fault',
        lost: true,
        waitMs: askedPauseMs(answer.retryAfterMs),
      };
    case 'no-answer':
      return {
        do: 'retry',
        cause: answer.sent ? 'server-fault' : 'unreachable',
        lost: answer.sent,
        waitMs: 0,
      };
    case 'not-plaid':
      return {
        do: 'stop',
        reason: `an answer that is not Plaid's (HTTP ${String(answer.status)}, ${answer.summary})`,
        advice: 'Check --api-url, and any proxy between this machine and Plaid.',
        lost: answer.maybeDone,
      };
    case 'plaid-error': {
      const rule = classifyError(answer.error);
      return decideError(rule.class, rule.advice, answer);
    }
    default:
      return unreachable(answer);
  }
}

function decideError(
  errorClass: ErrorClass,
  advice: string,
  answer: Extract<UpdateAnswer, { kind: 'plaid-error' }>,
): Decision {
  const { error_code: errorCode, error_type: errorType } = answer.error;
  const waitMs = askedPauseMs(answer.retryAfterMs);
  switch (errorClass) {
    case 'rate-limit':
      return { do: 'retry', cause: 'rate-limit', lost: false, waitMs };
    case 'server-fault':
    case 'maintenance':
      // Plaid failed somewhere on the way: nobody says whether before or after the work.
      return { do: 'retry', cause: errorClass, lost: true, waitMs };
    case 'route-gone':
    case 'credentials':
    case 'quota':
      return { do: 'stop', reason: `${errorType}/${errorCode}`, advice, lost: false };
    case 'request':
    case 'institution':
    case 'item':
      return { do: 'refuse', errorCode, requestFault: errorClass === 'request' };
    default:
      return unreachable(errorClass);
  }
}

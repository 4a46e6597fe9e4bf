import { unreachable } from '../core/errors.ts';
import type { UpdateAnswer } from '../plaid/answers.ts';
import type { Attempt } from './ledger/ledger.ts';

/** One call as `attempts` keeps it. `sentAt` is epoch milliseconds. */
export function toAttempt(answer: UpdateAnswer, sentAt: number, latencyMs: number): Attempt {
  const base = {
    sentAt,
    latencyMs,
    httpStatus: null,
    errorType: null,
    errorCode: null,
    requestId: null,
  };
  switch (answer.kind) {
    case 'upgraded':
      return {
        ...base,
        outcome: 'upgraded',
        httpStatus: answer.status,
        requestId: answer.requestId ?? null,
      };
    case 'plaid-error':
      return {
        ...base,
        outcome: 'error',
        httpStatus: answer.status,
        errorType: answer.error.error_type,
        errorCode: answer.error.error_code,
        requestId: answer.requestId ?? null,
      };
    case 'gateway':
      return { ...base, outcome: 'gateway', httpStatus: answer.status };
    case 'not-plaid':
      return { ...base, outcome: 'not_plaid', httpStatus: answer.status };
    case 'no-answer':
      return { ...base, outcome: answer.sent ? 'no_answer' : 'not_sent', errorCode: answer.reason };
    default:
      return unreachable(answer);
  }
}

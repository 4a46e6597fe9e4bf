import type { FileStyle } from '../scan/file-style.ts';
import { inStyle } from './in-style.ts';

/** A function that hands the answer of the SDK's promises to a callback, as old SDKs did. */
export interface SdkAnswerCode {
  readonly kind: 'sdk-answer';
  readonly name: string;
  readonly at: number;
  readonly scope: number;
  /** Callbacks read `status_code`, which stood beside the fields of an error. */
  readonly statusCode: boolean;
  /** Errors have to be instances of Error, whose message is the code, as they were from plaid 3 on. */
  readonly isError: boolean;
}

/**
 * A function that gives answers to callbacks as plaid-node 2 to 8 did (lib/wrapPromise.js): the body of
 * the answer or of the error, after the promise is settled, so that what a callback throws is not
 * swallowed; the promise is never rejected. Without a body the error is made anew, as the error of the
 * HTTP client holds the secret.
 */
export function sdkAnswerCode(code: SdkAnswerCode, style: FileStyle, indentation: string): string {
  return inStyle(template(code, style), style, { name: code.name }, indentation);
}

function bodyOf({ statusCode, isError }: SdkAnswerCode): string {
  const status = statusCode ? '{ status_code: error.response.status }, ' : '';
  if (isError) return `Object.assign(new Error(data.error_code), ${status}data)`;
  return statusCode ? `Object.assign(${status}data)` : 'data';
}

function template(code: SdkAnswerCode, { typescript }: FileStyle): string {
  const failed = typescript ? 'callback as (error: any) => void' : 'callback';
  const own = bodyOf(code);
  const body =
    own === 'data'
      ? `${failed}, data || new Error(error.message)`
      : `
        ${failed},
        data ? ${own} : new Error(error.message)
      `;
  const head = typescript
    ? `%name%<T>(
  promise: Promise<{ data: T }>,
  callback: (error: any, response: T) => void
): Promise<void>`
    : '%name%(promise, callback)';
  return `/** Hands an answer of Plaid, or the body of its error, to a callback. */
function ${head} {
  return promise.then(
    FN(response) {
      setImmediate(callback, null, response.data);
    },
    FN(error) {
      CONST data = error.response && error.response.data;
      setImmediate(${body});
    }
  );
}`;
}

import type { UpdateAnswer } from '../plaid/answers.ts';
import { createBreaker } from './breaker.ts';
import type { Decision } from './decide.ts';

/** How a run ended. */
export type RunEnd =
  | { kind: 'finished' }
  | { kind: 'interrupted' }
  | { kind: 'stopped'; reason: string; advice: string }
  /** Not one call got through: nothing was under way yet. */
  | { kind: 'unreachable'; reason: string };

/** What the answers tell about Plaid as a whole: how many calls it gets, and when to give up. */
export interface Stopping {
  /** Undefined while the run goes on. */
  end(): RunEnd | undefined;
  /** Ends the run. The first reason stays. */
  stop(end: RunEnd): void;
  /** Notes what an answer was taken for. */
  answered(decision: Decision, answer: UpdateAnswer, now: number): void;
  /** Calls that may be in flight at once: all slots once Plaid has answered, else one at a time. */
  slots(): number;
  /** When calls may leave, by the faults so far: `now`, or later while Plaid is left in peace. */
  opensAt(now: number): number;
}

const FIRST_CONTACT_TRIES = 3;
const SAME_REQUEST_FAULTS = 3;
const FEWEST_FAULTS = 10;

/** `probePauses` are those before each probe of a Plaid that does not answer, in milliseconds. */
export function createStopping(concurrency: number, probePauses: readonly number[]): Stopping {
  const breaker = createBreaker(Math.max(FEWEST_FAULTS, 2 * concurrency), probePauses);
  const requestFaults = { code: '', inARow: 0 };
  let answeredOnce = false;
  let failedContacts = 0;
  let end: RunEnd | undefined;

  /** Nobody answered yet: a host that refuses or keeps silent is given up soon. */
  function failFirstContact(answer: Extract<UpdateAnswer, { kind: 'no-answer' }>): void {
    const isSilent = answer.reason === 'UND_ERR_HEADERS_TIMEOUT';
    if (answer.sent && !isSilent) return;
    failedContacts += 1;
    if (failedContacts < FIRST_CONTACT_TRIES) return;
    end ??= answer.sent
      ? {
          kind: 'stopped',
          reason: 'the host takes calls and answers none',
          advice: 'Check --api-url, and any proxy between this machine and Plaid.',
        }
      : { kind: 'unreachable', reason: answer.reason };
  }

  function refuseRequest(errorCode: string): void {
    requestFaults.inARow = requestFaults.code === errorCode ? requestFaults.inARow + 1 : 1;
    requestFaults.code = errorCode;
    if (requestFaults.inARow < SAME_REQUEST_FAULTS) return;
    end ??= {
      kind: 'stopped',
      reason: `${errorCode}, ${String(SAME_REQUEST_FAULTS)} times in a row`,
      advice: 'Plaid refuses the form of the request. Check --api-url and PLAID_VERSION.',
    };
  }

  return {
    end: () => end,
    stop(reason) {
      end ??= reason;
    },
    answered(decision, answer, now) {
      if (decision.do === 'retry') breaker.fault(now);
      else breaker.properAnswer();
      if (answer.kind !== 'no-answer') answeredOnce = true;

      if (decision.do === 'stop') {
        end ??= { kind: 'stopped', reason: decision.reason, advice: decision.advice };
      } else if (decision.do === 'refuse' && decision.requestFault) {
        refuseRequest(decision.errorCode);
      } else if (decision.do === 'record' || decision.do === 'refuse') {
        requestFaults.inARow = 0;
      } else if (!answeredOnce && answer.kind === 'no-answer') {
        failFirstContact(answer);
      }
      if (breaker.state() === 'tripped') {
        end ??= {
          kind: 'stopped',
          reason: 'Plaid did not answer properly for a while',
          advice: 'See https://status.plaid.com and run again later.',
        };
      }
    },
    slots: () => (answeredOnce && breaker.state() === 'closed' ? concurrency : 1),
    opensAt: (now) => (breaker.state() === 'open' ? Math.max(now, breaker.probeAt()) : now),
  };
}

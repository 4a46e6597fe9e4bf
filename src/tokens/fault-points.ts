/**
 * The moments at which a process may die that differ in what is known afterwards. The crash tests
 * end a child at each of them; README lists them from here.
 */
export const faultPoints = {
  'in-import': 'between two rows of the import: what was not committed is imported again',
  'before-send': 'the token is committed as in_flight, nothing was sent: tried again',
  'after-send': 'the request left, no answer yet: unknown, tried again',
  'after-answer': 'the answer arrived, not committed: unknown, tried again',
  'in-commit': 'inside the transaction that records answers: rolled back, as after-answer',
  'in-backoff': 'waiting to try again: pending or unknown as the last answer left it, tried again',
} as const;

export type FaultPoint = keyof typeof faultPoints;

/** Called when a fault point is passed. Only crash tests give one that does something. */
export type Probe = (point: FaultPoint) => void;

export const noProbe: Probe = () => undefined;

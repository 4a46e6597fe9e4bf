/** What the process tells its caller. Printed in `--help` and the README from {@link exitCodeMeanings}. */
export const ExitCode = {
  done: 0,
  needsPerson: 1,
  usage: 2,
  stopped: 3,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export const exitCodeMeanings: ReadonlyArray<readonly [ExitCode, string]> = [
  [ExitCode.done, 'done, nothing left'],
  [
    ExitCode.needsPerson,
    'done, but something needs a person (refused rows, a decision in the code)',
  ],
  [ExitCode.usage, 'usage, configuration or environment: nothing was started'],
  [ExitCode.stopped, 'stopped on purpose, safe to resume (route gone, keys refused, Plaid down)'],
  [ExitCode.interrupted, 'interrupted (Ctrl-C): ledger consistent, files whole'],
  [ExitCode.terminated, 'terminated (SIGTERM): ledger consistent, files whole'],
];

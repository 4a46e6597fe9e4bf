import { ExitCode } from './exit-codes.ts';

/**
 * A failure the user can act on. `message` says what is wrong and where, `hint` what to do next.
 * Neither may hold a token or a secret. Everything else that is thrown is a bug or the outside world.
 */
export class MigrateError extends Error {
  override readonly name = 'MigrateError';
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(
    message: string,
    options: { hint?: string; exitCode?: ExitCode; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? ExitCode.usage;
  }
}

/** The `code` of a Node system error (`ENOENT`, `ECONNREFUSED`, …) or of a library that follows it. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A one-line message of whatever was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Proof to the compiler that a union was handled to its last member. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}

import { MigrateError, errorCode, errorMessage } from '../core/errors.ts';

/** Why no connection came about, or why it broke, whatever the driver; undefined when it is something else. */
export function networkFailure(error: unknown, url: string): MigrateError | undefined {
  const code = errorCode(error) ?? '';
  const reason = errorMessage(error) || code;
  if (/CERT|SIGNATURE|ERR_TLS|SSL|HANDSHAKE/.test(code)) {
    return new MigrateError(
      `${url} showed a certificate that cannot be trusted (${code}): ${reason}.`,
      {
        hint: 'Name the authority that issued it with sslrootcert=FILE in the URL. sslmode=require encrypts without asking who is there.',
        cause: error,
      },
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new MigrateError(`${url} names a host that is not known (${code}).`, {
      hint: 'Check the host in the URL.',
      cause: error,
    });
  }
  if (/^E[A-Z]+$/.test(code) || /timeout|timed out/i.test(reason)) {
    return new MigrateError(`${url} cannot be reached: ${reason}.`, {
      hint: 'Check that the server runs, and that host and port are right and open from here.',
      cause: error,
    });
  }
  return undefined;
}

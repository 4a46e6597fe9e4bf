import type { Host } from '../core/host.ts';
import { isDatabaseAddress, readDatabaseAddress } from '../databases/database-address.ts';

/** A password among the arguments stands in the list of processes and in the shell's history. */
export async function warnOfPassword(
  host: Pick<Host, 'env' | 'stderr'>,
  flag: string,
  argument: string | undefined,
): Promise<void> {
  if (argument === undefined || !isDatabaseAddress(argument)) return;
  const { passwordInArgument, engine } = readDatabaseAddress(argument, flag, host.env);
  if (!passwordInArgument) return;
  const variable = engine === 'postgres' ? 'PGPASSWORD or ~/.pgpass' : 'MYSQL_PWD';
  await host.stderr.write(
    `The password in ${flag} can be seen by every user of this machine. Rather set ${variable}, or put the URL into a variable and give ${flag} env:NAME.\n`,
  );
}

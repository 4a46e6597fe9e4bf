import { MigrateError, errorCode } from '../core/errors.ts';

/**
 * Loads a driver that users install themselves: they are optional peers, since nobody needs them all.
 *
 * @throws MigrateError with the command that installs what is missing.
 */
export async function loadDriver<Driver>(
  load: () => Promise<Driver>,
  packages: readonly string[],
): Promise<Driver> {
  try {
    return await load();
  } catch (error) {
    // The second comes from a driver that is there and misses another: pg-cursor without pg.
    if (!['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(errorCode(error) ?? '')) throw error;
    const names = packages.join(' and ');
    throw new MigrateError(
      `This needs ${names}, which ${packages.length === 1 ? 'is' : 'are'} not installed.`,
      {
        hint: `Install beside plaid-migrate: npm install ${packages.join(' ')} (with -g if that is how plaid-migrate was installed)`,
        cause: error,
      },
    );
  }
}

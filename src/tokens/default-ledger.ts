/** The default of `--ledger`, in the folder where the command is typed. */
export const DEFAULT_LEDGER = 'plaid-migrate.db';

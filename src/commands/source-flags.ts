import { shellWord } from '../core/shell-word.ts';
import { isDatabaseAddress, readDatabaseAddress } from '../databases/database-address.ts';

/** The flags that name a source. */
export interface SourceFlags {
  readonly from?: string;
  readonly table?: string;
  readonly query?: string;
  readonly tokenColumn?: string;
  readonly keyColumn?: string;
  readonly where?: string;
  readonly decryptCommand?: string;
}

/** The same flags for a command to type next. A password that stood in a URL is not shown again. */
export function sourceFlags(
  flags: SourceFlags,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const { from } = flags;
  const shown =
    from === undefined || !isDatabaseAddress(from) || from.toLowerCase().startsWith('env:')
      ? from
      : readDatabaseAddress(from, '--from', env).url;
  const given = {
    '--from': shown,
    '--table': flags.table,
    '--query': flags.query,
    '--token-column': flags.tokenColumn,
    '--key-column': flags.keyColumn,
    '--where': flags.where,
    '--decrypt-command': flags.decryptCommand,
  };
  return Object.entries(given)
    .map(([flag, value]) => (value === undefined ? '' : ` ${flag} ${shellWord(value)}`))
    .join('');
}

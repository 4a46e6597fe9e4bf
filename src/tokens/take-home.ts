import { unreachable } from '../core/errors.ts';
import { shellWord } from '../core/shell-word.ts';
import type { SourceSpec } from './sources/source.ts';

/** The last step of a migration as a sentence: a table we read we can write to, too; the ledger knows which it was. */
export function takeHome(source: SourceSpec, ledgerFlag: string): string {
  const to = writableSource(source);
  const isView = 'isView' in source;
  return to === undefined
    ? `${isView ? 'Nothing can be written to a view. ' : ''}Take the new tokens home: plaid-migrate tokens export${ledgerFlag} --output tokens-new.csv`
    : `See what it takes to put the new tokens beside the old ones: plaid-migrate tokens write-back${ledgerFlag} --to ${to} --set access_token_v2=access_token --set plaid_item_id=item_id --add-columns --dry-run`;
}

/** What `--to` takes for a source that is a table of a database. */
function writableSource(source: SourceSpec): string | undefined {
  switch (source.kind) {
    case 'csv':
    case 'json-lines':
    case 'stdin':
      return undefined;
    case 'sqlite':
      return isPlainTable(source) ? shellWord(source.path) : undefined;
    case 'postgres':
    case 'mysql':
      if (!isPlainTable(source)) return undefined;
      return source.variable === undefined ? shellWord(source.url) : `env:${source.variable}`;
    default:
      return unreachable(source);
  }
}

function isPlainTable(source: SourceSpec & { table?: string; isView?: true }): boolean {
  const { table, isView, keyColumn, decrypted } = source;
  return table !== undefined && isView !== true && keyColumn !== undefined && decrypted !== true;
}

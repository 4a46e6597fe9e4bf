import { listedOutcomes, type WriteBackResult } from '../tokens/write-back/write-back.ts';
import { escapeControls } from './escape-controls.ts';
import { renderFacts } from './facts.ts';
import { formatCount } from './numbers.ts';

const EXPLANATIONS: Readonly<Record<(typeof listedOutcomes)[number], string>> = {
  changed: 'Changed meanwhile: their legacy token is not the one that was migrated. Left alone',
  occupied: 'Holding something else in a column to fill. Left alone',
  missing: 'In the ledger, not in the table',
};

/** The outcome of a write-back as text. */
export function describeWriteBack(result: WriteBackResult): string {
  const { rows, dryRun, table, place, keyColumn, tokenColumn } = result;
  const notMigrated = Object.entries(rows.notMigrated);
  const counts: readonly (readonly [string, number])[] = [
    ['rows in the ledger', rows.total],
    [dryRun ? 'would be updated' : 'updated', rows.updated],
    ['already there', rows.already_there],
    ['changed meanwhile', rows.changed],
    ['holding something else', rows.occupied],
    ['not in the table', rows.missing],
    ...notMigrated.map(([state, count]) => [`not migrated: ${state}`, count] as const),
  ];
  return [
    `Table ${escapeControls(table)} of ${escapeControls(place)} (token ${escapeControls(tokenColumn)}, key ${escapeControls(keyColumn)})\n`,
    renderFacts(counts.filter(([, count], index) => index < 3 || count > 0)),
    ...listedOutcomes.map((outcome) => {
      const keys = result.keys[outcome];
      if (keys.length === 0) return '';
      const more = rows[outcome] - keys.length;
      return `\n${EXPLANATIONS[outcome]}:\n  ${keys.map(escapeControls).join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}\n`;
    }),
    dryRun ? describeSql(result) : isWhole(result) ? WHOLE : '',
  ].join('');
}

/** Whether there is nothing left to bring home. */
function isWhole({ rows }: WriteBackResult): boolean {
  return rows.updated + rows.already_there === rows.total;
}

const WHOLE =
  '\nEvery new token is in the table. Once your code reads it there: plaid-migrate ledger purge takes the tokens\n' +
  'out of the ledger, and keeps its history.\n';

function describeSql({ sql }: WriteBackResult): string {
  const statements = [...sql.add, sql.select, sql.update];
  return `\nThe SQL, with places for values. Nothing was written.\n\n${statements.map((statement) => `${escapeLines(statement)};\n`).join('\n')}`;
}

function escapeLines(text: string): string {
  return text.split('\n').map(escapeControls).join('\n');
}

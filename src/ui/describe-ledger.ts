import type { LedgerCheck } from '../tokens/check-ledger.ts';
import type { CopiedRows } from '../tokens/ledger/copy-vault.ts';
import type { PurgePlan } from '../tokens/purge-ledger.ts';
import type { RekeyResult } from '../tokens/rekey-ledger.ts';
import type { LedgerName } from '../tokens/status.ts';
import { renderFacts } from './facts.ts';
import { formatCount } from './numbers.ts';

/** What a look at a whole ledger found, as text. */
export function describeCheck(check: LedgerCheck): string {
  const { problems, problemsLeftOut } = check;
  return [
    renderFacts([
      ['ledger', check.ledger],
      ...(check.movedTo === null ? [] : [['moved to', check.movedTo] as const]),
      ...(check.purgedAt === null ? [] : [['purged', check.purgedAt] as const]),
      ['tokens', check.tokens],
      ['cells opened', check.cellsOpened],
      ['problems', problems.length + problemsLeftOut],
    ]),
    problems.length === 0 ? '\nEverything is as it should be.\n' : '\nProblems\n',
    ...problems.map((problem) => `  - ${problem}\n`),
    problemsLeftOut === 0 ? '' : `  and ${formatCount(problemsLeftOut)} more\n`,
    problems.length === 0
      ? ''
      : '\nKeep the ledger as it is, and restore it from a backup: it may hold tokens found nowhere else.\n',
  ].join('');
}

/** What a move did. */
export function describeMove(
  copied: CopiedRows,
  from: Pick<LedgerName, 'path' | 'flag'>,
  to: Pick<LedgerName, 'path' | 'flag'>,
): string {
  return [
    `Moved the ledger to ${to.path}. Every row is the same there, and every token opens.\n\n`,
    renderFacts([
      ['tokens', copied.tokens],
      ['rows of the table', copied.source_rows],
      ['calls on record', copied.attempts],
      ['runs', copied.runs],
    ]),
    `\n${from.path} is as it was, and marked as moved: nothing runs on it any more.\n`,
    `Go on with: plaid-migrate tokens${to.flag}\n`,
    `Take the tokens out of the old one: plaid-migrate ledger purge${from.flag}\n`,
  ].join('');
}

/** What became of the key. */
export function describeRekey(result: RekeyResult): string {
  if (result.kind === 'already') return 'The ledger is sealed with the new key already.\n';
  return [
    `Sealed ${formatCount(result.tokens)} tokens with the new key.\n`,
    'From here on: PLAID_MIGRATE_KEY is the new key.\n',
    `The ledger as it was, sealed with the old key, is in ${result.backup}. Remove it once this works: plaid-migrate ledger check\n`,
  ].join('');
}

/** What a purge would take. */
export function describePurgePlan(plan: PurgePlan, ledger: string): string {
  return [
    `Purge of ${ledger}\n`,
    renderFacts([
      ['new tokens in it', plan.migrated],
      ['  of these verified', plan.verified],
      ['refused tokens', plan.failed],
      ['not upgraded yet', plan.open],
    ]),
    '\nThe new tokens must be at home by now: tokens write-back or tokens export puts them there.\n',
  ].join('');
}

/** What a purge did, and what it could not reach. */
export function describePurge(plan: PurgePlan, { place, flag }: LedgerName): string {
  const elsewhere =
    place.kind === 'sqlite'
      ? `Copies are not: ${place.path}.*.backup, exports, and your backups of this disk.`
      : 'Copies are not: the WAL archive, replicas that lag, dumps and backups of the server.';
  return `No token is left in ${place.shown}. Its history is: plaid-migrate tokens status${flag}\n${formatCount(plan.migrated)} new tokens were taken out. ${elsewhere}\n`;
}

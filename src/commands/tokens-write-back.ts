import { MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseChoice, parseCount } from '../core/option-values.ts';
import { shellWord } from '../core/shell-word.ts';
import { inspectExistingLedger, readLedger } from '../tokens/ledger/open-ledger.ts';
import type { SourceSpec } from '../tokens/sources/source.ts';
import type { ValuePipe } from '../tokens/sources/pipe-values.ts';
import { parseAssignments } from '../tokens/write-back/assignments.ts';
import { openTarget } from '../tokens/write-back/open-target.ts';
import {
  writeBack,
  type WriteBackRequest,
  type WriteBackResult,
} from '../tokens/write-back/write-back.ts';
import { describeWriteBack } from '../ui/describe-write-back.ts';
import { createProgress } from '../ui/progress.ts';
import { createSpeed } from '../ui/speed.ts';
import { ledgerName, runContext, sealingOf } from './ledger-options.ts';
import { interruptedBy } from './stop-signals.ts';
import { warnOfPassword } from './warn-of-password.ts';

/** What `tokens write-back` was given. */
export interface TokensWriteBackOptions {
  readonly to?: string;
  readonly table?: string;
  readonly keyColumn?: string;
  readonly tokenColumn?: string;
  readonly set?: readonly string[];
  readonly addColumns?: boolean;
  readonly decryptCommand?: string;
  readonly encryptCommand?: string;
  readonly batch?: string;
  readonly dryRun?: boolean;
  readonly ledger: string;
  readonly format?: string;
  readonly quiet?: boolean;
}

const DEFAULT_BATCH = 500;
const LISTED_ROWS = 20;
const LISTED_ROWS_JSON = 1_000;

/** Puts the new tokens beside the old ones in the user's own table; see the help of `tokens write-back`. */
export async function tokensWriteBack(
  options: TokensWriteBackOptions,
  host: Host,
): Promise<ExitCode> {
  const format = parseChoice('--format', options.format ?? 'text', ['text', 'json']);
  const { to } = options;
  if (to === undefined) {
    throw new MigrateError('--to is missing: it names the database with your table.', {
      hint: 'Give a SQLite file, postgres://…, mysql://…, or env:NAME for a URL in a variable. For anything else there is: plaid-migrate tokens export',
    });
  }
  await warnOfPassword(host, '--to', to);
  const { place, flag } = ledgerName(host, options.ledger);
  const context = runContext(host);
  const existing = await inspectExistingLedger(place, { context });
  const request = readRequest(options, existing?.binding.source, host, format);
  const ledger = await readLedger(place, { sealing: sealingOf(host, existing), context });
  try {
    const database = await openTarget(to, host);
    const progress = await createProgress(host, { quiet: options.quiet });
    const stop = interruptedBy(host, progress);
    const speed = createSpeed();
    try {
      const result = await writeBack(request, {
        ledger,
        database,
        interrupt: stop.signal,
        onProgress: (done, total) => {
          const perSecond = speed(host.clock.monotonic(), done);
          const etaSeconds = perSecond > 0 ? (total - done) / perSecond : undefined;
          progress.update({ done, total, perSecond, failed: 0, etaSeconds });
        },
      });
      progress.stop();
      await host.stdout.write(
        format === 'json'
          ? `${JSON.stringify({ schemaVersion: 1, command: 'tokens write-back', ...result }, undefined, 2)}\n`
          : describeWriteBack(result),
      );
      if (result.end === 'interrupted') {
        await host.stderr.write(
          `\nStopped as you asked. The same command goes on${flag === '' ? '' : ` (${shellWord(options.ledger)})`}.\n`,
        );
        return stop.exitCode() ?? ExitCode.interrupted;
      }
      return needsPerson(result) ? ExitCode.needsPerson : ExitCode.done;
    } finally {
      progress.stop();
      stop.forget();
      await database.close();
    }
  } finally {
    await ledger.close();
  }
}

function readRequest(
  options: TokensWriteBackOptions,
  source: SourceSpec | undefined,
  host: Host,
  format: 'text' | 'json',
): WriteBackRequest {
  const selection = source === undefined || !('table' in source) ? undefined : source;
  const table = options.table ?? selection?.table;
  // What was read is what is written, unless the user names another table.
  const tokenColumn =
    options.tokenColumn ??
    (table !== undefined && table === selection?.table ? selection.tokenColumn : undefined);
  const keyColumn = options.keyColumn ?? source?.keyColumn;
  if (keyColumn === undefined) {
    throw new MigrateError(
      '--key-column is missing: the ledger knows its rows by their numbers alone.',
      {
        hint: 'Read the table again into another ledger with tokens --key-column, or join an export by the legacy token: plaid-migrate tokens export',
      },
    );
  }
  const pipe = (flag: string, command: string | undefined): ValuePipe | undefined =>
    command === undefined ? undefined : { command, flag, cwd: host.cwd };
  const decrypt = pipe('--decrypt-command', options.decryptCommand);
  const encrypt = pipe('--encrypt-command', options.encryptCommand);
  refuseHalfEncrypted(decrypt, encrypt, source?.decrypted === true);
  return {
    table,
    keyColumn,
    tokenColumn,
    assignments: parseAssignments(options.set ?? []),
    addColumns: options.addColumns === true,
    dryRun: options.dryRun === true,
    batch: parseCount('--batch', options.batch, { min: 1, max: 10_000, default: DEFAULT_BATCH }),
    decrypt,
    encrypt,
    listRows: format === 'json' ? LISTED_ROWS_JSON : LISTED_ROWS,
  };
}

/** Whoever keeps the old tokens encrypted must not get the new ones in clear by an oversight. */
function refuseHalfEncrypted(
  decrypt: ValuePipe | undefined,
  encrypt: ValuePipe | undefined,
  wasDecrypted: boolean,
): void {
  if (decrypt === undefined && (encrypt !== undefined || wasDecrypted)) {
    throw new MigrateError('--decrypt-command is missing: what stands in the table is encrypted.', {
      hint: 'Give the command that tokens was given, so that rows can be compared.',
    });
  }
  if (decrypt !== undefined && encrypt === undefined) {
    throw new MigrateError(
      '--encrypt-command is missing: the new tokens would stand in clear beside encrypted ones.',
      {
        hint: 'Give the command that encrypts them, or --encrypt-command cat if they are to stand in clear.',
      },
    );
  }
}

function needsPerson({ rows }: WriteBackResult): boolean {
  const { skipped: _, ...open } = rows.notMigrated;
  const notMigrated = Object.values(open).reduce((sum, count) => sum + count, 0);
  return rows.changed + rows.occupied + rows.missing + notMigrated > 0;
}

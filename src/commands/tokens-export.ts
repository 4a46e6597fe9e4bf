import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { existsSync, statSync } from 'node:fs';
import { errorCode, MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseChoice } from '../core/option-values.ts';
import {
  exportFooter,
  exportFormats,
  exportHeader,
  exportPage,
  type ExportFormat,
} from '../tokens/export.ts';
import type { Ledger, LedgerCounts } from '../tokens/ledger/ledger.ts';
import { inspectExistingLedger, readLedger } from '../tokens/ledger/open-ledger.ts';
import { formatCount } from '../ui/numbers.ts';
import { ledgerName, pathFrom, runContext, sealingOf } from './ledger-options.ts';
import { warnOfPassword } from './warn-of-password.ts';

/** What `tokens export` was given. */
export interface TokensExportOptions {
  readonly ledger: string;
  readonly format?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

const PAGE_SIZE = 500;

/** Writes every row that has a token, with both tokens in clear: the one command whose result is secret. */
export async function tokensExport(options: TokensExportOptions, host: Host): Promise<ExitCode> {
  const format = parseChoice('--format', options.format ?? 'csv', exportFormats);
  if (options.output === undefined && host.stdout.isTTY) {
    throw new MigrateError('The export holds every token in clear, and this is a terminal.', {
      hint: 'Give a file with --output, or pipe it to the program that takes it.',
    });
  }
  await warnOfPassword(host, '--ledger', options.ledger);
  const { place } = ledgerName(host, options.ledger);
  const context = runContext(host);
  const existing = await inspectExistingLedger(place, { context });
  const ledger = await readLedger(place, { sealing: sealingOf(host, existing), context });
  try {
    if (options.output === undefined) {
      await writeExport(ledger, format, (text) => host.stdout.writeRaw(text));
      return ExitCode.done;
    }
    const path = pathFrom(host, options.output);
    if (place.kind === 'sqlite' && isSameFile(path, place.path)) {
      throw new MigrateError(`--output ${path} is the ledger itself.`, {
        hint: 'Name another file: the ledger is the one record of what was upgraded.',
      });
    }
    const { states } = await ledger.counts();
    const rows = await writeExportFile(ledger, format, path, options.force === true);
    if (options.quiet !== true) {
      await host.stderr.write(
        `Wrote ${formatCount(rows)} rows to ${path}, for your eyes alone (mode 0600).\n${withoutNewToken(states)}`,
      );
    }
    return ExitCode.done;
  } finally {
    await ledger.close();
  }
}

/** Whoever copies `access_token` from every row would wipe out tokens that were not upgraded. */
function withoutNewToken({ pending, in_flight, failed, unknown }: LedgerCounts['states']): string {
  const tokens = pending + in_flight + failed + unknown;
  if (tokens === 0) return '';
  return `Tokens that were not upgraded: ${formatCount(tokens)}. Their rows have no access_token, so copy only those of state migrated.\n`;
}

async function writeExport(
  ledger: Ledger,
  format: ExportFormat,
  write: (text: string) => Promise<void>,
): Promise<number> {
  let rows = 0;
  await write(exportHeader(format));
  for await (const page of ledger.exportRows(PAGE_SIZE)) {
    await write(exportPage(page, format));
    rows += page.length;
  }
  await write(exportFooter(format));
  return rows;
}

/** Whole or not at all: written beside its place, then renamed. */
async function writeExportFile(
  ledger: Ledger,
  format: ExportFormat,
  path: string,
  force: boolean,
): Promise<number> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new MigrateError(`${path} is a folder.`, { hint: 'Name a file in it.' });
  }
  if (!force && existsSync(path)) {
    throw new MigrateError(`${path} is there already.`, {
      hint: 'Name another file, or pass --force to write over it.',
    });
  }
  const draft = `${path}.part`;
  let file: FileHandle | undefined;
  try {
    await rm(draft, { force: true });
    file = await open(draft, 'wx', 0o600);
    const draftFile = file;
    const rows = await writeExport(ledger, format, (text) => draftFile.appendFile(text));
    await file.sync();
    await file.close();
    await rename(draft, path);
    return rows;
  } catch (error) {
    await file?.close();
    if (file !== undefined) {
      await rm(draft, { force: true });
      throw error;
    }
    throw new MigrateError(`${path} cannot be written (${errorCode(error) ?? 'unknown error'}).`, {
      hint: 'Name a file in a folder that exists and that you may write to.',
      cause: error,
    });
  }
}

/** Whether two paths lead to one file, through whatever links. */
function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

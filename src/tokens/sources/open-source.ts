import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { MigrateError, unreachable } from '../../core/errors.ts';
import { openFile, readHead, type ByteInput } from './byte-input.ts';
import { openCsv } from './csv-source.ts';
import { openJsonLines } from './json-lines-source.ts';
import { detectFormat } from './source-format.ts';
import type { SourceSpec, TokenSource } from './source.ts';
import { openSqlite } from './sqlite-source.ts';
import type { TextInput } from './text-source.ts';

/** A source as the command line names it. */
export interface SourceRequest {
  /** `--from`: a path, or `-` for standard input. */
  readonly from: string;
  readonly table?: string;
  readonly tokenColumn?: string;
  readonly keyColumn?: string;
  /** An SQL condition, for SQLite. */
  readonly where?: string;
}

export interface SourceIo {
  readonly cwd: string;
  readonly stdin: Readable;
}

interface Wanted extends SourceRequest {
  /** The spec comes from the ledger: no key column means the rows were known by number. */
  readonly keepRowNumbers: boolean;
}

/**
 * Opens the source that `--from` names and finds its columns; no row has been handed out yet. SQLite is told by
 * the file's first bytes, JSON lines by name or a first `{`, and everything else is CSV. A named
 * pipe (`--from <(psql …)`) is read like standard input.
 *
 * @throws MigrateError for whatever the user can put right.
 */
export function openSource(request: SourceRequest, io: SourceIo): Promise<TokenSource> {
  return open({ ...request, keepRowNumbers: false }, io);
}

/**
 * Opens a source again as the ledger remembers it, with the same columns.
 *
 * @throws MigrateError for standard input, and for whatever has changed about the file.
 */
export async function reopenSource(spec: SourceSpec, io: SourceIo): Promise<TokenSource> {
  switch (spec.kind) {
    case 'stdin':
      throw new MigrateError('Standard input cannot be read a second time.', {
        hint: 'Pipe the table in again and add --from -, or save it to a file and give that.',
      });
    case 'csv':
    case 'json-lines':
    case 'sqlite':
      return open({ ...spec, from: spec.path, keepRowNumbers: spec.keyColumn === undefined }, io);
    default:
      return unreachable(spec);
  }
}

async function open(wanted: Wanted, io: SourceIo): Promise<TokenSource> {
  if (wanted.from === '-') {
    const place = 'standard input';
    return openInput(wanted, place, await readHead(io.stdin, place), undefined);
  }
  refuseUrl(wanted.from);
  const path = resolve(io.cwd, wanted.from);
  const { input, rereadable } = await openFile(path);
  return openInput(wanted, path, input, rereadable ? path : undefined);
}

/** `path` is undefined where the bytes can be read only once. */
async function openInput(
  wanted: Wanted,
  place: string,
  bytes: ByteInput,
  path: string | undefined,
): Promise<TokenSource> {
  try {
    const format = detectFormat(bytes.head, place, path);
    if (format === 'sqlite') {
      await bytes.close();
      if (path === undefined) {
        throw new MigrateError(`${place} is a SQLite file, which cannot be read from a pipe.`, {
          hint: 'Give the path of the file with --from.',
        });
      }
      const { from: _, keepRowNumbers, ...request } = wanted;
      return await openSqlite({ ...request, kind: 'sqlite', path }, keepRowNumbers);
    }
    refuseSqlFlags(wanted, place);
    const { tokenColumn, keyColumn, keepRowNumbers } = wanted;
    const input: TextInput = {
      place,
      bytes,
      keepRowNumbers,
      ...(tokenColumn === undefined ? {} : { tokenColumn }),
      ...(keyColumn === undefined ? {} : { keyColumn }),
      spec: (columns) =>
        path === undefined ? { kind: 'stdin', ...columns } : { kind: format, path, ...columns },
    };
    return await (format === 'csv' ? openCsv(input) : openJsonLines(input));
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

function refuseSqlFlags(wanted: Wanted, place: string): void {
  const flag = wanted.table !== undefined ? '--table' : '--where';
  if (wanted.table === undefined && wanted.where === undefined) return;
  throw new MigrateError(`${flag} is for SQLite files, and ${place} is not one.`, {
    hint: `Leave ${flag} out, or give a SQLite file with --from.`,
  });
}

const EXPORTS: Readonly<Record<string, string>> = {
  postgres: `in psql: \\copy (select id, access_token from items) to 'tokens.csv' csv header`,
  postgresql: `in psql: \\copy (select id, access_token from items) to 'tokens.csv' csv header`,
  mysql: `mysql --batch -e 'select id, access_token from items' DATABASE > tokens.tsv`,
};

/** Never shows the URL: it may hold a password. */
function refuseUrl(from: string): void {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(from)?.[1]?.toLowerCase();
  if (scheme === undefined) return;
  const how = EXPORTS[scheme];
  throw new MigrateError(
    `--from is a ${scheme}:// address; this version reads files (CSV, JSON lines, SQLite) and standard input.`,
    {
      hint:
        how === undefined
          ? 'Save the table to a file and give its path.'
          : `Export the table, then give the file with --from. ${how}`,
    },
  );
}

import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { MigrateError, unreachable } from '../../core/errors.ts';
import {
  isDatabaseAddress,
  readDatabaseAddress,
  refuseOtherAddress,
} from '../../databases/database-address.ts';
import { openFile, readHead, type ByteInput } from './byte-input.ts';
import { openCsv } from './csv-source.ts';
import { longestValue } from './database-source.ts';
import { decryptedSource } from './decrypted-source.ts';
import { openJsonLines } from './json-lines-source.ts';
import { openMysql } from './mysql-source.ts';
import { openPostgres } from './postgres-source.ts';
import { detectFormat } from './source-format.ts';
import type { SourceSpec, TokenSource } from './source.ts';
import { openSqlite } from './sqlite-source.ts';
import type { TextInput } from './text-source.ts';

/** A source as the command line names it. */
export interface SourceRequest {
  /** `--from`: a path, `-` for standard input, the URL of a database, or `env:NAME` for one in a variable. */
  readonly from: string;
  readonly table?: string;
  /** An SQL query in place of a table. */
  readonly query?: string;
  readonly tokenColumn?: string;
  readonly keyColumn?: string;
  /** An SQL condition, for databases. */
  readonly where?: string;
  /** A program of the user's own that makes tokens of what stands in the table. */
  readonly decryptCommand?: string;
}

export interface SourceIo {
  readonly cwd: string;
  readonly stdin: Readable;
  readonly env: Readonly<Record<string, string | undefined>>;
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
export async function openSource(request: SourceRequest, io: SourceIo): Promise<TokenSource> {
  const source = await open({ ...request, keepRowNumbers: false }, io);
  const { decryptCommand } = request;
  return decryptCommand === undefined
    ? source
    : decryptedSource(source, {
        command: decryptCommand,
        flag: '--decrypt-command',
        cwd: io.cwd,
      });
}

/**
 * Opens a source again as the ledger remembers it, with the same columns.
 *
 * @throws MigrateError for standard input, and for whatever has changed about the file.
 */
export async function reopenSource(spec: SourceSpec, io: SourceIo): Promise<TokenSource> {
  if (spec.decrypted === true) {
    throw new MigrateError(
      'The table is encrypted, and the ledger does not keep the command that decrypts it.',
      {
        hint: 'Give --from and --decrypt-command again, as before.',
      },
    );
  }
  switch (spec.kind) {
    case 'stdin':
      throw new MigrateError('Standard input cannot be read a second time.', {
        hint: 'Pipe the table in again and add --from -, or save it to a file and give that.',
      });
    case 'csv':
    case 'json-lines':
    case 'sqlite':
      return open({ ...spec, from: spec.path, keepRowNumbers: spec.keyColumn === undefined }, io);
    case 'postgres':
    case 'mysql': {
      const { url, variable, kind: _, decrypted: __, ...selection } = spec;
      const from =
        variable === undefined || io.env[variable] === undefined ? url : `env:${variable}`;
      return openDatabase({ ...selection, from, keepRowNumbers: false }, io);
    }
    default:
      return unreachable(spec);
  }
}

async function open(wanted: Wanted, io: SourceIo): Promise<TokenSource> {
  if (wanted.from === '-') {
    const place = 'standard input';
    return openInput(wanted, place, await readHead(io.stdin, place), undefined);
  }
  if (isDatabaseAddress(wanted.from)) return openDatabase(wanted, io);
  refuseOtherAddress(
    wanted.from,
    '--from',
    'Save the table to a file and give its path, or pipe it in with --from -. Read directly are CSV, JSON lines, SQLite files, and the databases of postgres://, mysql:// and mariadb://.',
  );
  const path = resolve(io.cwd, wanted.from);
  const { input, rereadable } = await openFile(path);
  return openInput(wanted, path, input, rereadable ? path : undefined);
}

function openDatabase(wanted: Wanted, io: SourceIo): Promise<TokenSource> {
  refuseQueryBesideTable(wanted);
  const address = readDatabaseAddress(wanted.from, '--from', io.env);
  const variable = /^env:(.*)$/is.exec(wanted.from)?.[1];
  const { from: _, keepRowNumbers: __, decryptCommand: ___, ...selection } = wanted;
  const request = {
    ...selection,
    ...(variable === undefined ? {} : { variable }),
    env: io.env,
    encrypted: wanted.decryptCommand !== undefined,
  };
  switch (address.engine) {
    case 'postgres':
      return openPostgres(address, request);
    case 'mysql':
      return openMysql(address, request);
    default:
      return unreachable(address.engine);
  }
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
      refuseQueryBesideTable(wanted);
      const { from: _, keepRowNumbers, decryptCommand, ...request } = wanted;
      return await openSqlite(
        { ...request, kind: 'sqlite', path },
        {
          keepRowNumbers,
          maxValueLength: longestValue({ encrypted: decryptCommand !== undefined }),
        },
      );
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
  const flag = (['table', 'query', 'where'] as const).find((name) => wanted[name] !== undefined);
  if (flag === undefined) return;
  throw new MigrateError(`--${flag} is for databases, and ${place} is not one.`, {
    hint: `Leave --${flag} out, or give a SQLite file or the URL of a database with --from.`,
  });
}

function refuseQueryBesideTable({ query, table, where }: Wanted): void {
  if (query === undefined || (table ?? where) === undefined) return;
  throw new MigrateError('--query stands alone: the table and the condition are in it.', {
    hint: 'Leave --table and --where out.',
  });
}

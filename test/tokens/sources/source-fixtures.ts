import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { MigrateError } from '../../../src/core/errors.ts';
import {
  openSource,
  type SourceIo,
  type SourceRequest,
} from '../../../src/tokens/sources/open-source.ts';
import type {
  SourceRow,
  SourceSpec,
  TokenSource,
  UnreadableRow,
} from '../../../src/tokens/sources/source.ts';

/** The nth legacy token: 160 hexadecimal characters. */
export function legacyToken(n: number): string {
  return n.toString(16).padStart(8, '0').repeat(20);
}

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plaid-migrate-sources-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Writes one file into a folder of its own. */
export function temporaryFile(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

export function ioWith(stdin: Iterable<string | Uint8Array> | Readable = []): SourceIo {
  return {
    cwd: tmpdir(),
    env: {},
    stdin:
      stdin instanceof Readable
        ? stdin
        : Readable.from(
            [...stdin].map((part) => Buffer.from(part)),
            { objectMode: false },
          ),
  };
}

export interface ReadResult {
  readonly spec: SourceSpec;
  readonly rows: readonly (SourceRow | UnreadableRow)[];
  readonly pageSizes: readonly number[];
}

/** Opens a source and reads it to its end. */
export async function read(
  request: SourceRequest,
  { pageSize = 100, io = ioWith() }: { pageSize?: number; io?: SourceIo } = {},
): Promise<ReadResult> {
  return readAll(await openSource(request, io), pageSize);
}

export async function readAll(source: TokenSource, pageSize = 100): Promise<ReadResult> {
  const rows: (SourceRow | UnreadableRow)[] = [];
  const pageSizes: number[] = [];
  try {
    for await (const page of source.pages(pageSize)) {
      pageSizes.push(page.length);
      rows.push(...page);
    }
  } finally {
    await source.close();
  }
  return { spec: source.spec, rows, pageSizes };
}

/** The MigrateError a promise ends with; fails when it ends otherwise. */
export async function refusal(promise: Promise<unknown>): Promise<MigrateError> {
  const outcome: unknown = await promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
  if (outcome instanceof MigrateError) return outcome;
  throw new Error(`Expected a MigrateError, got: ${String(outcome)}`);
}

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { MigrateError, errorCode, errorMessage } from '../../core/errors.ts';

/** Enough for every signature and, nearly always, the first character that is not blank. */
const HEAD_SIZE = 4096;

/** A stream of bytes whose beginning has been looked at. */
export interface ByteInput {
  /** The first bytes: 4096, or all there are. */
  readonly head: Buffer;
  /** All bytes from the first on. Read once. Throws MigrateError when reading fails. */
  readonly chunks: AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens a file for reading once. `rereadable` is false for a pipe such as `<(psql …)`.
 *
 * @throws MigrateError when the file is missing, a folder, or may not be read.
 */
export async function openFile(path: string): Promise<{ input: ByteInput; rereadable: boolean }> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) {
      throw new MigrateError(`${path} is a folder.`, { hint: 'Give the file with the tokens.' });
    }
    const stream = createReadStream(path);
    return { input: await readHead(stream, path), rereadable: stats.isFile() };
  } catch (error) {
    throw readFailure(error, path);
  }
}

/** Looks at the beginning of a stream. `place` names it in errors. */
export async function readHead(stream: Readable, place: string): Promise<ByteInput> {
  const iterator = stream[Symbol.asyncIterator]();
  const first: Buffer[] = [];
  let size = 0;
  try {
    while (size < HEAD_SIZE) {
      const step = await iterator.next();
      if (step.done === true) break;
      const chunk = toBuffer(step.value);
      first.push(chunk);
      size += chunk.length;
    }
  } catch (error) {
    throw readFailure(error, place);
  }

  async function* chunks(): AsyncGenerator<Buffer> {
    yield* first.splice(0);
    try {
      for (;;) {
        const step = await iterator.next();
        if (step.done === true) return;
        yield toBuffer(step.value);
      }
    } catch (error) {
      throw readFailure(error, place);
    }
  }

  return {
    head: Buffer.concat(first).subarray(0, HEAD_SIZE),
    chunks: chunks(),
    close() {
      stream.destroy();
      return Promise.resolve();
    },
  };
}

function toBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (typeof chunk === 'string') return Buffer.from(chunk);
  throw new TypeError('A source stream yields bytes or text.');
}

function readFailure(error: unknown, place: string): MigrateError {
  if (error instanceof MigrateError) return error;
  switch (errorCode(error) ?? '') {
    case 'ENOENT':
    case 'ENOTDIR':
      return new MigrateError(`There is no file ${place}.`, {
        hint: 'Check --from: a path to a CSV, JSON lines or SQLite file, or - for standard input.',
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
      return new MigrateError(`${place} may not be read by this user.`, {
        hint: 'Change its permissions, or run as a user who may read it.',
        cause: error,
      });
    default:
      return new MigrateError(`${place} could not be read: ${errorMessage(error)}`, {
        hint: 'Check the file and the disk, then run the command again.',
        cause: error,
      });
  }
}

import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { errorCode, errorMessage, MigrateError } from '../../core/errors.ts';
import { splitLines } from '../../tokens/sources/split-lines.ts';
import type { WebhookCounts } from './webhook-counts.ts';
import { WebhookCounter } from './webhook-counter.ts';
import { webhooksInLine } from './webhooks-in-line.ts';

/** Counts the webhooks of a log, which may be of any size; `-` is standard input. */
export async function readWebhookLog(
  { file, name }: { readonly file: string; readonly name: string },
  stdin: Readable,
): Promise<WebhookCounts> {
  const stream = name === '-' ? stdin : createReadStream(file);
  const counter = new WebhookCounter();
  try {
    for await (const lines of splitLines(textOf(stream, name))) {
      for (const { text } of lines) {
        counter.add(text === undefined ? 'broken' : webhooksInLine(text));
      }
    }
  } catch (error) {
    throw explain(error, name);
  } finally {
    stream.destroy();
  }
  return counter.counts();
}

async function* textOf(stream: Readable, name: string): AsyncGenerator<string> {
  let decoder = new TextDecoder();
  let isFirst = true;
  for await (const chunk of stream) {
    const part: unknown = chunk;
    const bytes = part instanceof Uint8Array ? part : Buffer.from(String(part));
    if (isFirst && bytes[0] === 0x1f && bytes[1] === 0x8b) {
      throw new MigrateError(`The log ${name} is compressed.`, {
        hint: `Hand it over unpacked: gunzip --stdout ${name} | plaid-migrate report --webhook-log -`,
      });
    }
    // As PowerShell writes what it is told to keep.
    if (isFirst && isUtf16(bytes)) decoder = new TextDecoder('utf-16le');
    isFirst = false;
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

/** The mark, and ASCII behind it. */
function isUtf16(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xfe && bytes[3] === 0;
}

function explain(error: unknown, name: string): unknown {
  const code = errorCode(error);
  if (error instanceof MigrateError || code === undefined) return error;
  const message =
    code === 'ENOENT' || code === 'ENOTDIR'
      ? `There is no log ${name}.`
      : code === 'EISDIR'
        ? `The log ${name} is a folder.`
        : `The log ${name} cannot be read: ${errorMessage(error)}`;
  return new MigrateError(message, {
    hint: 'Give --webhook-log a file of JSON lines or an access log with bodies, or - for standard input.',
    cause: error,
  });
}

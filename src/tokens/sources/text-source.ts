import type { ByteInput } from './byte-input.ts';
import type { SourceRow, SourceSpec, TokenSource, UnreadableRow } from './source.ts';

/** What is known of a text source before its columns are. */
export interface TextInput {
  /** The path, or `standard input`: for error messages. */
  readonly place: string;
  readonly bytes: ByteInput;
  readonly tokenColumn?: string;
  readonly keyColumn?: string;
  readonly keepRowNumbers: boolean;
  /** The spec, once the columns are found. */
  spec(columns: { tokenColumn: string; keyColumn?: string }): SourceSpec;
}

/** A source over batches of rows, cut into pages. */
export function textSource(
  spec: SourceSpec,
  batches: AsyncIterable<readonly (SourceRow | UnreadableRow)[]>,
  bytes: ByteInput,
): TokenSource {
  return {
    spec,
    async *pages(pageSize) {
      let page: (SourceRow | UnreadableRow)[] = [];
      for await (const rows of batches) {
        for (const row of rows) {
          page.push(row);
          if (page.length < pageSize) continue;
          yield page;
          page = [];
        }
      }
      if (page.length > 0) yield page;
    },
    close: () => bytes.close(),
  };
}

/** Reads batches until at least `count` items are there; `all` gives them back, then the rest. */
export async function readAhead<T>(
  batches: AsyncGenerator<readonly T[]>,
  count: number,
): Promise<{ first: readonly T[]; all: AsyncGenerator<readonly T[]> }> {
  const first: T[] = [];
  while (first.length < count) {
    const step = await batches.next();
    if (step.done === true) break;
    for (const item of step.value) first.push(item);
  }
  async function* all(): AsyncGenerator<readonly T[]> {
    yield first;
    yield* batches;
  }
  return { first, all: all() };
}

import { expect, test } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { importTokens } from '../../src/tokens/import.ts';
import type { SourceRow, TokenSource } from '../../src/tokens/sources/source.ts';
import { legacyToken, newLedger } from '../ledger/open-ledger-for-test.ts';

function rows(from: number, count: number): SourceRow[] {
  return Array.from({ length: count }, (_, index) => {
    const id = from + index;
    return { key: String(id), token: legacyToken(id) };
  });
}

/** A source that hands out its pages and then does something before it ends. */
function source(pages: readonly SourceRow[][], atEnd: () => void): TokenSource {
  return {
    spec: { kind: 'stdin', tokenColumn: 'access_token', keyColumn: 'id' },
    async *pages() {
      yield* pages;
      atEnd();
    },
    close: async () => undefined,
  };
}

const never = new AbortController().signal;

test('a pipe that ends by the same Ctrl-C is not taken for a whole table', async () => {
  const { ledger } = newLedger();
  const interrupt = new AbortController();
  const cut = source([rows(1, 10)], () => interrupt.abort());
  await importTokens(cut, ledger, systemClock, interrupt.signal, () => undefined);
  expect(ledger.importFinished).toBe(false);
  await ledger.close();
});

test('a table that is read again and cut short is not taken for the one read before', async () => {
  const { ledger } = newLedger();
  const nothing = (): void => undefined;
  await importTokens(source([rows(1, 10)], nothing), ledger, systemClock, never, nothing);
  expect(ledger.importFinished).toBe(true);
  const grown = source([rows(1, 10)], () => {
    throw new Error('the disk is gone');
  });
  await expect(importTokens(grown, ledger, systemClock, never, nothing)).rejects.toThrow(
    'the disk is gone',
  );
  expect(ledger.importFinished).toBe(false);
  await importTokens(
    source([rows(1, 10), rows(11, 5)], nothing),
    ledger,
    systemClock,
    never,
    nothing,
  );
  expect(ledger.importFinished).toBe(true);
  expect(await ledger.counts()).toMatchObject({ sourceRows: 15 });
  await ledger.close();
});

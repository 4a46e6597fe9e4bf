import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  csvRecords,
  detectDelimiter,
  type CsvRecord,
} from '../../../src/tokens/sources/csv-records.ts';
import { decodeText } from '../../../src/tokens/sources/decode-text.ts';
import { splitLines } from '../../../src/tokens/sources/split-lines.ts';
import { legacyToken } from './source-fixtures.ts';

/** Reads CSV that arrives in chunks of the given sizes, over and over. */
async function records(
  content: string | Buffer,
  sizes: readonly number[] = [65_536],
): Promise<readonly CsvRecord[]> {
  const bytes = Buffer.from(content);
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      yield bytes.subarray(at, at + size);
      at += size;
    }
  }
  const all: CsvRecord[] = [];
  for await (const batch of csvRecords(splitLines(decodeText(chunks(), 'utf-8')))) {
    all.push(...batch);
  }
  return all;
}

function fieldsOf(all: readonly CsvRecord[]): readonly (readonly string[] | string)[] {
  return all.map((record) => ('fields' in record ? record.fields : record.problem));
}

const unclosed = 'a quote opens here that is never closed';

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('csvRecords', () => {
  test('any table of quoted cells comes back equal, however its bytes arrive', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', 'a', ' ', '😀') }),
    );
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 12,
        }),
      )
      .filter((rows) => !rows.flat().some((value) => value.includes('\0')));
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    const lineEnd = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(table, sizes, lineEnd, fc.boolean(), async (rows, chunks, end, last) => {
        const head = (rows[0] ?? []).map((_, index) => `h${String(index)}`);
        const lines = [head.join(','), ...rows.map((row) => row.map(quoted).join(','))];
        const content = lines.join(end) + (last ? end : '');
        expect(fieldsOf(await records(content, chunks))).toEqual([head, ...rows]);
      }),
      { numRuns: 300 },
    );
  });

  test('unquoted tables come back equal too, with every line end', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', "'", '\\'), minLength: 1 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 9 }),
        async (rows, end, size) => {
          const content = rows.map((row) => row.join(',')).join(end);
          expect(fieldsOf(await records(content, [size]))).toEqual(rows);
        },
      ),
    );
  });

  test('names the line a record begins at', async () => {
    const all = await records('a,b\n1,"x\ny\nz"\n\n2,w\n');
    expect(all.map((record) => record.line)).toEqual([1, 2, 6]);
  });

  test('an unclosed quote costs its own line and no other', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${String(i)},${legacyToken(i)}`);
    const broken = rows.with(7, `7,"${legacyToken(7)}`);
    const all = await records(`id,token\n${broken.join('\n')}\n`);
    expect(all[8]).toEqual({ line: 9, problem: unclosed });
    expect(all).toHaveLength(51);
    expect(all.filter((record) => 'problem' in record)).toHaveLength(1);
  });

  test('an unclosed quote among quoted rows, too, wherever chunks end', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `"${String(i)}","${legacyToken(i)}"`);
    const broken = rows.with(3, `"3","${legacyToken(3)}`);
    const all = await records(`id,token\n${broken.join('\n')}`, [97, 3]);
    expect(all.filter((record) => 'problem' in record).map(({ line }) => line)).toEqual([5]);
    expect(all).toHaveLength(31);
  });

  test('two slips that seem to make one field do not swallow the rows between them', async () => {
    const all = await records(
      `id,token,note\n1,${legacyToken(1)},"\n2,${legacyToken(2)},x\n3,${legacyToken(3)},y\n"\n4,${legacyToken(4)},z\n`,
    );
    const tokens = fieldsOf(all).map((fields) => fields[1]);
    for (const n of [2, 3, 4]) expect(tokens).toContain(legacyToken(n));
    expect(all[1]).toEqual({ line: 2, problem: unclosed });
  });

  test('two slips in neighbouring rows, too', async () => {
    const all = await records(
      `id,token,note\n1,${legacyToken(1)},"\n2,${legacyToken(2)},"\n3,${legacyToken(3)},z\n`,
    );
    expect(all.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  });

  test('text over several lines is no slip', async () => {
    const note = `he said\r\n"${legacyToken(9)}"\nand left`;
    const all = await records(`id,note,token\n1,${quoted(note)},${legacyToken(1)}\n`);
    expect(fieldsOf(all)[1]).toEqual(['1', note, legacyToken(1)]);
  });

  test('a record may not go on for more than 1 MB', async () => {
    const filler = `${'x'.repeat(999)}\n`.repeat(1100);
    const all = await records(`a,b\n1,"${filler}2",c\n`);
    expect(all[1]).toEqual({ line: 2, problem: unclosed });
    expect(all.length).toBeGreaterThan(1000);
  });

  test('a stray quote is a character like any other', async () => {
    const all = await records('a,b,c\n1,5" pipe,x\n2,a "b" c,y\n"3",z,"w"\n');
    expect(fieldsOf(all).slice(1)).toEqual([
      ['1', '5" pipe', 'x'],
      ['2', 'a "b" c', 'y'],
      ['3', 'z', 'w'],
    ]);
  });

  test('a line with NUL bytes is reported, the next one read', async () => {
    const all = await records('a,b\n1,x\0\n"2","y\0"\n3,z\n');
    expect(all.slice(1)).toEqual([
      { line: 2, problem: 'holds NUL bytes' },
      { line: 3, problem: 'holds NUL bytes' },
      { line: 4, fields: ['3', 'z'] },
    ]);
  });
});

test.each([
  ['id,access_token', ','],
  ['id;access_token', ';'],
  ['id\taccess_token', '\t'],
  ['id|access_token|x', '|'],
  ['"a,b,c";"d"', ';'],
  ['token', ','],
])('detectDelimiter(%j)', (header, delimiter) => {
  expect(detectDelimiter(header)).toBe(delimiter);
});

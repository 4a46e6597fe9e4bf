import { describe, expect, test } from 'vitest';
import { openSource, reopenSource } from '../../../src/tokens/sources/open-source.ts';
import { ioWith, legacyToken, read, readAll, refusal, temporaryFile } from './source-fixtures.ts';

const one = legacyToken(1);
const two = legacyToken(2);

describe('a CSV file', () => {
  test('gives key and token of every row, trimmed', async () => {
    const path = temporaryFile('t.csv', `id,email,access_token\n7,a@b.c, ${one} \n8,d@e.f,\n`);
    expect(await read({ from: path })).toEqual({
      spec: { kind: 'csv', path, tokenColumn: 'access_token', keyColumn: 'id' },
      rows: [
        { key: '7', token: one },
        { key: '8', token: '' },
      ],
      pageSizes: [2],
    });
  });

  test('comes in pages of the asked size', async () => {
    const rows = Array.from({ length: 25 }, (_, i) => `${String(i)},${legacyToken(i)}\n`);
    const path = temporaryFile('t.csv', `id,token\n${rows.join('')}`);
    const result = await read({ from: path }, { pageSize: 10 });
    expect(result.pageSizes).toEqual([10, 10, 5]);
    expect(result.rows.map(({ key }) => key)).toEqual(rows.map((_, i) => String(i)));
  });

  test('without an obvious key: the line number, counted as an editor does', async () => {
    const path = temporaryFile('t.csv', `name,token\n"two\nlines",${one}\nx,${two}\n`);
    const { spec, rows } = await read({ from: path });
    expect(spec).not.toHaveProperty('keyColumn');
    expect(rows.map(({ key }) => key)).toEqual(['2', '4']);
  });

  test('an empty key is replaced by the line, so that no row is lost', async () => {
    const path = temporaryFile('t.csv', `id,token\n,${one}\n5,${two}\n`);
    expect((await read({ from: path })).rows.map(({ key }) => key)).toEqual(['line 2', '5']);
  });

  test.each([
    ['one column', `${one}\n${two}\n`, 'column_1', ['1', '2']],
    ['two columns', `x1,${one}\nx2,${two}\n`, 'column_2', ['1', '2']],
  ])('without a header, %s', async (_, content, tokenColumn, keys) => {
    const { spec, rows } = await read({ from: temporaryFile('t.csv', content) });
    expect(spec.tokenColumn).toBe(tokenColumn);
    expect(rows).toEqual([one, two].map((token, index) => ({ key: keys[index], token })));
  });

  test('the signs of exports for NULL are no token, and nothing to look at', async () => {
    const path = temporaryFile('t.tsv', `id\ttoken\n1\tNULL\n2\t\\N\n3\t${one}\n`);
    const { rows } = await read({ from: path });
    expect(rows.map((row) => ('token' in row ? row.token : row.problem))).toEqual(['', '', one]);
  });

  test('ragged rows are reported by line and stop nothing', async () => {
    const path = temporaryFile('t.csv', `id,token\n1\n2,${two},extra\n3,${one}\n`);
    expect((await read({ from: path })).rows).toEqual([
      { key: 'line 2', problem: 'has 1 fields, the header has 2' },
      { key: 'line 3', problem: 'has 3 fields, the header has 2' },
      { key: '3', token: one },
    ]);
  });

  test('semicolons and tabs are told by the header', async () => {
    for (const delimiter of [';', '\t']) {
      const content = [['id', 'access_token'].join(delimiter), ['1', one].join(delimiter)].join(
        '\n',
      );
      expect((await read({ from: temporaryFile('t.tsv', content) })).rows).toEqual([
        { key: '1', token: one },
      ]);
    }
  });

  const table = `id,token\r\nü,${one}\r\n`;
  const utf16le = Buffer.from(`\uFEFF${table}`, 'utf16le');
  test.each([
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${table}`)],
    ['UTF-16 LE', utf16le],
    ['UTF-16 BE', Buffer.from(utf16le).swap16()],
    ['UTF-16 LE without BOM', Buffer.from(table, 'utf16le')],
    ['lone CR', Buffer.from(table.replaceAll('\r\n', '\r'))],
  ])('%s', async (_, content) => {
    const whole = await read({ from: temporaryFile('t.csv', content) });
    expect(whole.rows).toEqual([{ key: 'ü', token: one }]);
    const bytes = [...content].map((byte) => Uint8Array.of(byte));
    const piped = await read({ from: '-' }, { io: ioWith(bytes) });
    expect(piped.rows).toEqual(whole.rows);
  });

  test('bytes that are not UTF-8 spoil their own row alone', async () => {
    const bad = Buffer.concat([
      Buffer.from('id,token\n1,'),
      Buffer.of(0xff, 0xc3),
      Buffer.from(`\n2,${two}\n`),
    ]);
    const { rows } = await read({ from: temporaryFile('t.csv', bad) });
    expect(rows[0]).toEqual({ key: '1', token: '\uFFFD\uFFFD' });
    expect(rows[1]).toEqual({ key: '2', token: two });
  });

  test('a NUL among the first rows spoils its own row alone', async () => {
    const { rows } = await read({ from: temporaryFile('t.csv', `id,token\n1,\0\n2,${two}\n`) });
    expect(rows).toEqual([
      { key: 'line 2', problem: 'holds NUL bytes' },
      { key: '2', token: two },
    ]);
  });

  test('a header without rows yields no page', async () => {
    expect((await read({ from: temporaryFile('t.csv', 'id,access_token\n') })).pageSizes).toEqual(
      [],
    );
  });

  test('a name that stands twice in the header is refused only where it is meant', async () => {
    const path = temporaryFile('t.csv', `id,note,note,tok,tok\n1,a,b,${one},${two}\n`);
    const error = await refusal(read({ from: path, tokenColumn: 'tok' }));
    expect(error.message).toContain('more than one column "tok"');
    const twin = temporaryFile('t.csv', `id,id,token\n1,2,${one}\n`);
    expect((await read({ from: twin })).rows).toEqual([{ key: '2', token: one }]);
  });

  test.each([
    ['', /is empty/],
    ['\n \n', /is no header|nothing but blank/],
    [`"id,token\n1,${one}\n`, /Line 1 of .* is no header/],
  ])('%j has no header: %s', async (content, message) => {
    expect((await refusal(read({ from: temporaryFile('t.csv', content) }))).message).toMatch(
      message,
    );
  });

  test('opened again from its spec it reads the same columns', async () => {
    const path = temporaryFile('t.csv', `a,b,id\nx,${one},9\n`);
    const { spec } = await read({ from: path, tokenColumn: 'b', keyColumn: 'a' });
    const again = await readAll(await reopenSource(spec, ioWith()));
    expect(again.spec).toEqual(spec);
    expect(again.rows).toEqual([{ key: 'x', token: one }]);
    const numbered = await readAll(
      await reopenSource({ kind: 'csv', path, tokenColumn: 'b' }, ioWith()),
    );
    expect(numbered.rows).toEqual([{ key: '2', token: one }]);
  });

  test('no error and no problem shows what is in the row', async () => {
    const secret = 'c0ffee'.repeat(20);
    const path = temporaryFile('t.csv', `id,token\n1,"${secret}\n2,${secret},x\n"3"${secret}","\n`);
    const { rows } = await read({ from: path });
    expect(JSON.stringify(rows.filter((row) => 'problem' in row))).not.toContain('c0ffee');
    expect(rows.some((row) => 'problem' in row)).toBe(true);
  });

  test('may be closed in the middle', async () => {
    const path = temporaryFile('t.csv', `id,token\n${`1,${one}\n`.repeat(20_000)}`);
    const source = await openSource({ from: path }, ioWith());
    for await (const page of source.pages(10)) {
      expect(page).toHaveLength(10);
      break;
    }
    await source.close();
  });
});

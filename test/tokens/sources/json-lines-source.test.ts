import { describe, expect, test } from 'vitest';
import { ioWith, legacyToken, read, refusal, temporaryFile } from './source-fixtures.ts';

const one = legacyToken(1);

function jsonl(...rows: readonly unknown[]): string {
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  return temporaryFile('t.jsonl', `${lines.join('\n')}\n`);
}

describe('JSON lines', () => {
  test('give key and token; what cannot be read is reported by its line', async () => {
    const path = jsonl(
      { id: 1, access_token: one },
      '{"id": 2, "access_token": ',
      '["id", 3]',
      '',
      { id: 4 },
      { id: null, access_token: null },
      { id: 'x', access_token: ` ${one}` },
    );
    const { spec, rows } = await read({ from: path });
    expect(spec).toEqual({
      kind: 'json-lines',
      path,
      tokenColumn: 'access_token',
      keyColumn: 'id',
    });
    expect(rows).toEqual([
      { key: '1', token: one },
      { key: 'line 2', problem: 'is not valid JSON' },
      { key: 'line 3', problem: 'is not a JSON object' },
      { key: '4', token: '' },
      { key: 'line 6', token: '' },
      { key: 'x', token: one },
    ]);
  });

  test('big numbers stay exact as keys', async () => {
    const path = jsonl(`{"id": 9007199254740993, "token": "${one}"}`);
    expect((await read({ from: path })).rows).toEqual([{ key: '9007199254740993', token: one }]);
  });

  test('a dot reaches inside, found by itself or named', async () => {
    const row = { _id: { $oid: 'abc' }, plaid: { access_token: one }, 'a.b': 'dotted' };
    const found = await read({ from: jsonl(row) });
    expect(found.spec).toMatchObject({ tokenColumn: 'plaid.access_token', keyColumn: '_id.$oid' });
    expect(found.rows).toEqual([{ key: 'abc', token: one }]);
    const named = await read({ from: jsonl(row), keyColumn: 'a.b' });
    expect(named.rows).toEqual([{ key: 'dotted', token: one }]);
  });

  test('standard input is told by its first character', async () => {
    const content = `\n  {"id":5,"token":"${one}"}\r\n`;
    const { spec, rows } = await read({ from: '-' }, { io: ioWith(content.split(/(?<=.)/s)) });
    expect(spec).toEqual({ kind: 'stdin', tokenColumn: 'token', keyColumn: 'id' });
    expect(rows).toEqual([{ key: '5', token: one }]);
  });

  test.each([
    ['an array', `[{"id":1,"token":"${one}"}]`, /JSON array/],
    ['an array over lines', `[\n{"id":1,"token":"${one}"}\n]`, /JSON array/],
    ['one object over lines', `{\n"id": 1,\n"token": "${one}"\n}`, /None of the first lines/],
  ])('%s: says how to convert it', async (_, content, message) => {
    const error = await refusal(read({ from: temporaryFile('t.json', content) }));
    expect(error.message).toMatch(message);
    expect(error.hint).toContain('jq -c');
    expect(error.message).not.toContain(one);
  });

  test('a column that is nowhere: lists those there are', async () => {
    const error = await refusal(read({ from: jsonl({ a: 1, b: { c: 2 } }), tokenColumn: 'b.d' }));
    expect(error.hint).toContain('a, b.c');
  });
});

import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openSource, reopenSource } from '../../../src/tokens/sources/open-source.ts';
import { describeSource } from '../../../src/tokens/sources/source.ts';
import {
  ioWith,
  legacyToken,
  read,
  refusal,
  temporaryFile,
  temporaryFolder,
} from './source-fixtures.ts';

const csv = `id,token\n1,${legacyToken(1)}\n`;

describe('openSource', () => {
  test('takes a path from the working folder and remembers it whole', async () => {
    const folder = temporaryFile('t.csv', csv).replace(/\/t\.csv$/, '');
    const source = await openSource({ from: 't.csv' }, { ...ioWith(), cwd: folder });
    await source.close();
    expect(source.spec).toMatchObject({ kind: 'csv', path: `${folder}/t.csv` });
    expect(describeSource(source.spec)).toBe(`csv ${folder}/t.csv (token token, key id)`);
  });

  test.each([
    ['t.txt', csv, 'csv'],
    ['noname', csv, 'csv'],
    ['t.csv', `{"token":"${legacyToken(1)}"}\n`, 'json-lines'],
    ['t.ndjson', `{"token":"${legacyToken(1)}"}\n`, 'json-lines'],
  ])('%s holding %j', async (name, content, kind) => {
    expect((await read({ from: temporaryFile(name, content) })).spec.kind).toBe(kind);
  });

  test('a missing file', async () => {
    const error = await refusal(read({ from: '/nowhere/t.csv' }));
    expect(error.message).toBe('There is no file /nowhere/t.csv.');
    expect(error.exitCode).toBe(2);
  });

  test('a folder', async () => {
    expect((await refusal(read({ from: temporaryFolder() }))).message).toContain('is a folder');
  });

  test.each([
    ['gzip', gzipSync(csv), 'gunzip'],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004rest'), 'as CSV'],
    ['pg_dump -Fc', Buffer.from('PGDMP\u0001\u000E'), 'csv header'],
    ['something binary', Buffer.of(1, 2, 3, 0, 0, 0, 9), 'UTF-8'],
  ])('%s: says what to give instead', async (_, content, hint) => {
    const error = await refusal(read({ from: temporaryFile('t.csv', content) }));
    expect(error.hint).toContain(hint);
  });

  test.each([
    ['mongodb://joe:hunter22@db/app', 'Save the table'],
    ['https://joe:hunter22@host/t.csv', 'Save the table'],
  ])('%s is not read, nor shown', async (from, hint) => {
    const error = await refusal(read({ from }));
    expect(error.hint).toContain(hint);
    expect(`${error.message} ${error.hint ?? ''}`).not.toContain('hunter22');
  });

  test.each([
    [{ table: 'x' }, '--table'],
    [{ where: '1' }, '--where'],
    [{ query: 'SELECT 1' }, '--query'],
  ])('%j needs a database', async (flags, name) => {
    const error = await refusal(read({ from: temporaryFile('t.csv', csv), ...flags }));
    expect(error.message).toContain(`${name} is for databases`);
  });

  test('standard input: empty, and SQLite', async () => {
    expect((await refusal(read({ from: '-' }))).message).toBe('standard input is empty.');
    const io = ioWith(['SQLite format 3\0', 'x'.repeat(100)]);
    expect((await refusal(read({ from: '-' }, { io }))).message).toContain('from a pipe');
  });

  test('standard input cannot be opened again', async () => {
    const { spec } = await read({ from: '-' }, { io: ioWith([csv]) });
    const error = await refusal(reopenSource(spec, ioWith([csv])));
    expect(error.message).toContain('cannot be read a second time');
    expect(error.hint).toContain('--from');
  });

  test('a named pipe is read once, like standard input', async () => {
    const path = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    const [{ spec, rows }] = await Promise.all([read({ from: path }), writeFile(path, csv)]);
    expect(spec).toEqual({ kind: 'stdin', tokenColumn: 'token', keyColumn: 'id' });
    expect(rows).toHaveLength(1);
  });

  test('a stream that breaks in the middle is an error, not an end', async () => {
    const broken = new Readable({
      read() {
        this.push(csv.repeat(100));
        this.destroy(new Error('disk on fire'));
      },
    });
    const error = await refusal(read({ from: '-' }, { io: ioWith(broken) }));
    expect(error.message).toContain('standard input could not be read: disk on fire');
  });
});

describe('bounded memory', () => {
  function* longLine(before: string, after: string): Generator<Buffer> {
    yield Buffer.from(before);
    const chunk = Buffer.alloc(64 * 1024, 'a');
    for (let n = 0; n < 1024; n += 1) yield chunk;
    yield Buffer.from(after);
  }
  const next = legacyToken(2);

  test.each([
    ['CSV', 'id,token\n', `\n2,${next}\n`, 2],
    ['quoted CSV', 'id,token\n"', `"\n2,${next}\n`, 2],
    ['JSON lines', '{"id":"0","token":""}\n', `\n{"id":2,"token":"${next}"}\n`, 3],
  ])('a line of 64 MB in %s is one unreadable row', async (_, before, after, count) => {
    const stream = Readable.from(longLine(before, after), { objectMode: false });
    const { rows } = await read({ from: '-' }, { io: ioWith(stream) });
    expect(rows.filter((row) => 'problem' in row)).toEqual([
      { key: 'line 2', problem: 'longer than 1 MB' },
    ]);
    expect(rows.at(-1)).toEqual({ key: '2', token: next });
    expect(rows).toHaveLength(count);
  });

  test('lines are counted on after it', async () => {
    const stream = Readable.from(longLine('token\n', `\n${next}\n`), { objectMode: false });
    const { rows } = await read({ from: '-' }, { io: ioWith(stream) });
    expect(rows.map(({ key }) => key)).toEqual(['line 2', '3']);
  });

  test('a header of 64 MB is refused after its first megabyte', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const stream = new Readable({
      read() {
        sent += chunk.length;
        this.push(sent > 64e6 ? null : chunk);
      },
    });
    const error = await refusal(read({ from: '-' }, { io: ioWith(stream) }));
    expect(error.message).toContain('Line 1 of standard input');
    expect(sent).toBeLessThan(4e6);
  });

  test('a reader that pauses pauses the stream', async () => {
    let sent = 0;
    const stream = new Readable({
      read() {
        sent += 1;
        this.push(sent > 2000 ? null : csv.repeat(100));
      },
    });
    const source = await openSource({ from: '-' }, ioWith(stream));
    const pages = source.pages(10)[Symbol.asyncIterator]();
    await pages.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toBeLessThan(50);
    await source.close();
  });
});

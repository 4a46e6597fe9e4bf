import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSource, reopenSource } from '../../../src/tokens/sources/open-source.ts';
import { pipeValues } from '../../../src/tokens/sources/pipe-values.ts';
import {
  ioWith,
  legacyToken,
  read,
  refusal,
  temporaryFile,
  temporaryFolder,
} from './source-fixtures.ts';

/** A user's program: reads everything, writes what `body` makes of `lines`. */
function program(body: string): string {
  const path = join(temporaryFolder(), 'user program.mjs');
  writeFileSync(
    path,
    `import { readFileSync } from 'node:fs';
     const lines = readFileSync(0, 'utf8').split('\\n').slice(0, -1);
     ${body}`,
  );
  return `"${process.execPath}" "${path}"`;
}

const reverse = 'console.log(lines.map((line) => [...line].reverse().join("")).join("\\n"));';
const reversed = (text: string): string => [...text].toReversed().join('');

describe('--decrypt-command', () => {
  test('turns what stands in the table into tokens, empty ones left out', async () => {
    const csv = `id,access_token\n1,${reversed(legacyToken(1))}\n2,\n3,"two\nlines"\n4,${reversed(legacyToken(4))}\n`;
    const { spec, rows } = await read({
      from: temporaryFile('t.csv', csv),
      decryptCommand: program(reverse),
    });
    expect(rows).toEqual([
      { key: '1', token: legacyToken(1) },
      { key: '2', token: '' },
      { key: '3', problem: 'the encrypted value holds a line break' },
      { key: '4', token: legacyToken(4) },
    ]);
    expect(spec).toMatchObject({ decrypted: true });
    expect(JSON.stringify(spec)).not.toMatch(/program/);
    const again = await refusal(reopenSource(spec, ioWith()));
    expect(again.hint).toMatch(/--decrypt-command again/);
  });

  test('is not started for a table without values', async () => {
    const { rows } = await read({
      from: temporaryFile('t.csv', 'id,access_token\n1,\n'),
      decryptCommand: 'exit 7',
    });
    expect(rows).toEqual([{ key: '1', token: '' }]);
  });

  test('that fails stops the reading before the next page', async () => {
    const source = await openSource(
      {
        from: temporaryFile('t.csv', `id,access_token\n1,abc\n`),
        decryptCommand: program('process.exit(3)'),
      },
      ioWith(),
    );
    const error = await refusal(source.pages(10)[Symbol.asyncIterator]().next());
    expect(error.message).toBe('--decrypt-command, started for 1 values, ended with exit code 3');
    await source.close();
  });

  test('hands over what each start brought: nobody waits for the next, and none is lost by it', async () => {
    const lines = Array.from({ length: 1_500 }, (_, n) => `${String(n)},${legacyToken(n)}\n`);
    const source = await openSource(
      {
        from: temporaryFile('t.csv', `id,access_token\n${lines.join('')}`),
        decryptCommand: program(`if (lines.length < 1000) process.exit(3); ${reverse}`),
      },
      ioWith(),
    );
    const pages = source.pages(5_000)[Symbol.asyncIterator]();
    const { value } = await pages.next();
    expect(value).toHaveLength(1_000);
    expect((await refusal(pages.next())).message).toMatch(/started for 500 values, ended with/);
    await source.close();
  });
});

describe('a pipe', () => {
  const pipe = (command: string): Parameters<typeof pipeValues>[1] => ({
    command,
    flag: '--decrypt-command',
    cwd: temporaryFolder(),
  });
  const values = Array.from({ length: 2_500 }, (_, n) => `value-canary-${String(n)}`);

  test('is started for each thousand values, and keeps their order', async () => {
    const starts = join(temporaryFolder(), 'starts');
    const command = program(
      `import { appendFileSync } from 'node:fs';
       appendFileSync(${JSON.stringify(starts)}, lines.length + ' ');
       ${reverse}`,
    );
    expect(await pipeValues(values, pipe(command))).toEqual(values.map(reversed));
    expect((await import('node:fs')).readFileSync(starts, 'utf8')).toBe('1000 1000 500 ');
  });

  test('takes large values, Windows line ends, and a missing last line end', async () => {
    const large = ['x'.repeat(200_000), 'ключ', 'y'.repeat(200_000)];
    expect(
      await pipeValues(large, pipe(program('process.stdout.write(lines.join("\\r\\n"))'))),
    ).toEqual(large);
    expect(await pipeValues(['a', 'b'], pipe('cat > /dev/null; printf "1\\n\\n"'))).toEqual([
      '1',
      '',
    ]);
  });

  test.each([
    ['true', /answered with 0 lines/],
    ['sed 1d', /answered with 2 lines/],
    ['cat; echo one more', /answered with 4 lines/],
    ['exit 3', /ended with exit code 3$/],
    ['no-such-program-at-all', /ended with exit code 127: .*not found/],
    ['kill -9 $$', /ended with SIGKILL/],
    ['read v; echo "cannot read $v" >&2; exit 1', /exit code 1: cannot read \[redacted\]/],
  ])('says what is wrong with %s, and no value', async (command, says) => {
    const error = await refusal(
      pipeValues(['one-canary', 'two-canary', 'three-canary'], pipe(command)),
    );
    expect(error.message).toMatch(says);
    expect(`${error.message}${String(error.hint)}`).not.toMatch(/canary/);
  });

  test('does not wait for ever, nor for what the program started', async () => {
    const error = await refusal(pipeValues(['a'], pipe('sleep 1000 & sleep 1000'), 100));
    expect(error.message).toMatch(/did not end within 0.1 seconds/);
  });
});

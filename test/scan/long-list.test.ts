import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openProject } from '../../src/scan/open-project.ts';
import { tempRepository } from './temp-tree.ts';

/** More files than one thread reads alone: those at the ends and one in the middle matter. */
function longList(): string {
  const files = Array.from({ length: 11_000 }, (_, index): [string, string] => {
    const matters = index === 0 || index === 6000 || index === 10_999;
    return [`d${index % 10}/f${index}.js`, matters ? `Plaid(${index})` : `f(${index})`];
  });
  return tempRepository({ ...Object.fromEntries(files), 'bad.js': 'Plaid\0' });
}

const expected = {
  seen: 11_001,
  withoutPlaid: 10_997,
  named: ['d0/f0.js', 'd0/f6000.js', 'd9/f10999.js'],
  texts: ['Plaid(0)', 'Plaid(6000)', 'Plaid(10999)'],
  skipped: ['bad.js: binary'],
};

const program = `
  const { openProject } = await import(process.argv[1]);
  const { project, seen, withoutPlaid, skipped } = await openProject({ cwd: process.argv[2], paths: ['.'] });
  const files = [...project.files.values()];
  console.log(JSON.stringify({
    seen, withoutPlaid,
    named: files.map(({ path }) => path), texts: files.map(({ text }) => text),
    skipped: skipped.map(({ path, reason }) => path + ': ' + reason),
  }));
`;

function runProgram(root: string, ...flags: string[]): unknown {
  const module = join(import.meta.dirname, '../../src/scan/open-project.ts');
  const args = [...flags, '--input-type=module', '--eval', program, module, root];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

test('a long list is read by two threads, and comes out as if by one', async () => {
  const root = longList();
  const { project } = await openProject({ cwd: root, paths: ['.'] });
  expect([...project.files.keys()]).toEqual(expected.named);
  expect(runProgram(root)).toEqual(expected);
});

test('and is read all the same where no thread may be started', () => {
  expect(runProgram(longList(), '--permission', '--allow-fs-read=*')).toEqual(expected);
});

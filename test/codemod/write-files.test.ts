import { chmodSync, linkSync, lstatSync, statSync, symlinkSync } from 'node:fs';
import * as disk from 'node:fs/promises';
import { expect, test } from 'vitest';
import { writeFiles, type FileChange, type WritePort } from '../../src/codemod/write-files.ts';
import { tempTree } from './temp-tree.ts';

const change = (path: string, before: string, after: string, bom = false): FileChange => ({
  path,
  before,
  after,
  bom,
});

test('writes what changes and nothing else, and leaves no other file behind', async () => {
  const tree = tempTree({ 'a.js': 'old', 'b/c.js': 'same' });
  const before = statSync(tree.path('b/c.js'));
  const outcomes = await writeFiles(tree.root, [
    change('a.js', 'old', 'new'),
    change('b/c.js', 'same', 'same'),
  ]);
  expect(Object.fromEntries(outcomes)).toEqual({ 'a.js': { kind: 'written' } });
  expect(tree.read('a.js')).toBe('new');
  expect(statSync(tree.path('b/c.js')).ino).toBe(before.ino);
  expect(tree.list()).toEqual(['a.js', 'b/c.js']);
});

test.each([0o644, 0o600, 0o755, 0o666])('keeps the mode %o', async (mode) => {
  const tree = tempTree({ 'a.js': 'old' });
  chmodSync(tree.path('a.js'), mode);
  await writeFiles(tree.root, [change('a.js', 'old', 'new')]);
  expect(tree.read('a.js')).toBe('new');
  expect(statSync(tree.path('a.js')).mode & 0o7777).toBe(mode);
});

test('keeps the byte order mark and every line end', async () => {
  const tree = tempTree({ 'a.js': '\uFEFFa\r\nb\nc\r\n' });
  await writeFiles(tree.root, [change('a.js', 'a\r\nb\nc\r\n', 'A\r\nb\nc\r\n', true)]);
  expect(tree.bytes('a.js')).toEqual(Buffer.from('\uFEFFA\r\nb\nc\r\n'));
});

test('writes through a link, which stays one, but not out of the project', async () => {
  const outside = tempTree({ 'x.js': 'old' });
  const tree = tempTree({ 'real/a.js': 'old' });
  symlinkSync('real/a.js', tree.path('inner.js'));
  symlinkSync(outside.path('x.js'), tree.path('outer.js'));
  const outcomes = await writeFiles(tree.root, [
    change('inner.js', 'old', 'new'),
    change('outer.js', 'old', 'new'),
  ]);
  expect(outcomes.get('inner.js')).toEqual({ kind: 'written' });
  expect(lstatSync(tree.path('inner.js')).isSymbolicLink()).toBe(true);
  expect(tree.read('real/a.js')).toBe('new');
  expect(outcomes.get('outer.js')).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('outside'),
  });
  expect(outside.read('x.js')).toBe('old');
});

test.each<[what: string, spoil: (tree: ReturnType<typeof tempTree>) => void, reason: RegExp]>([
  ['was changed meanwhile', (tree) => tree.write('a.js', 'theirs'), /changed meanwhile/],
  ['is not UTF-8', (tree) => tree.write('a.js', Buffer.from([0x6f, 0xff])), /changed meanwhile/],
  ['got a byte order mark', (tree) => tree.write('a.js', '\uFEFFold'), /changed meanwhile/],
  ['is read-only', (tree) => chmodSync(tree.path('a.js'), 0o444), /read-only/],
])('refuses a file that %s, and goes on', async (_, spoil, reason) => {
  const tree = tempTree({ 'a.js': 'old', 'b.js': 'old' });
  spoil(tree);
  const spoiled = tree.bytes('a.js');
  const outcomes = await writeFiles(tree.root, [
    change('a.js', 'old', 'new'),
    change('b.js', 'old', 'new'),
  ]);
  expect(outcomes.get('a.js')).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(reason),
  });
  expect(tree.bytes('a.js')).toEqual(spoiled);
  expect(tree.read('b.js')).toBe('new');
  expect(tree.list()).toEqual(['a.js', 'b.js']);
});

test('refuses one that is gone, and never empties one', async () => {
  const tree = tempTree({ 'a.js': 'old' });
  const outcomes = await writeFiles(tree.root, [
    change('a.js', 'old', '\n'),
    change('gone.js', 'old', 'new'),
  ]);
  expect(outcomes.get('a.js')).toEqual({ kind: 'refused', reason: 'would be empty' });
  expect(outcomes.get('gone.js')).toEqual({ kind: 'refused', reason: 'is not there any more' });
  expect(tree.list()).toEqual(['a.js']);
  expect(tree.read('a.js')).toBe('old');
});

test('empties settings that held nothing else', async () => {
  const tree = tempTree({ '.env.example': 'PLAID_PUBLIC_KEY=\n' });
  const outcomes = await writeFiles(tree.root, [change('.env.example', 'PLAID_PUBLIC_KEY=\n', '')]);
  expect(outcomes.get('.env.example')).toEqual({ kind: 'written' });
  expect(tree.read('.env.example')).toBe('');
});

test('another name of the file keeps the old text: nothing else is written through', async () => {
  const tree = tempTree({ 'a.js': 'old' });
  linkSync(tree.path('a.js'), tree.path('copy'));
  await writeFiles(tree.root, [change('a.js', 'old', 'new')]);
  expect([tree.read('a.js'), tree.read('copy')]).toEqual(['new', 'old']);
});

/** A disk on which the draft of `a.js` meets an error at one step. */
function failing(step: 'writeFile' | 'sync' | 'rename', code: string): WritePort {
  const error = () => Object.assign(new Error(`${code}: it failed`), { code });
  return {
    ...disk,
    rename: async (from, to) => {
      if (step === 'rename' && String(to).endsWith('a.js')) throw error();
      await disk.rename(from, to);
    },
    open: async (path, flags, mode) => {
      const file = await disk.open(path, flags, mode);
      if (step !== 'rename' && String(path).includes('a.js')) {
        const write = file.writeFile.bind(file);
        file[step] = async () => {
          // A disk that fills up takes a part first.
          if (step === 'writeFile') await write('ne');
          throw error();
        };
      }
      return file;
    },
  };
}

test.each([
  ['writeFile', 'ENOSPC', 'the disk is full (ENOSPC)'],
  ['sync', 'ENOSPC', 'the disk is full (ENOSPC)'],
  ['rename', 'EACCES', 'may not be written (EACCES)'],
  ['writeFile', 'EIO', 'could not be written (EIO)'],
] as const)(
  'when %s fails with %s, the file is whole, the draft gone, the rest written',
  async (step, code, reason) => {
    const tree = tempTree({ 'a.js': 'old', 'b.js': 'old' });
    const changes = [change('a.js', 'old', 'new'), change('b.js', 'old', 'new')];
    const outcomes = await writeFiles(tree.root, changes, { fs: failing(step, code) });
    expect(outcomes.get('a.js')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    });
    expect(outcomes.get('b.js')).toEqual({ kind: 'written' });
    expect([tree.read('a.js'), tree.read('b.js')]).toEqual(['old', 'new']);
    expect(tree.list()).toEqual(['a.js', 'b.js']);
  },
);

test('stops between two files', async () => {
  const tree = tempTree({ 'a.js': 'old', 'b.js': 'old', 'c.js': 'old' });
  const controller = new AbortController();
  const fs: WritePort = {
    ...disk,
    rename: async (from, to) => {
      await disk.rename(from, to);
      if (String(to).endsWith('b.js')) controller.abort();
    },
  };
  const changes = ['a.js', 'b.js', 'c.js'].map((path) => change(path, 'old', 'new'));
  const outcomes = await writeFiles(tree.root, changes, { signal: controller.signal, fs });
  expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(['written', 'written', 'stopped']);
  expect(['a.js', 'b.js', 'c.js'].map(tree.read)).toEqual(['new', 'new', 'old']);
});

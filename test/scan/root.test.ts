import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MigrateError } from '../../src/core/errors.ts';
import { findRoot } from '../../src/scan/root.ts';
import { tempFolder, tempRepository } from './temp-tree.ts';

function refused(cwd: string, ...paths: string[]): MigrateError {
  try {
    findRoot(cwd, paths);
  } catch (error) {
    if (error instanceof MigrateError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('the root', () => {
  test('is the top of the git work tree, from wherever it is named', () => {
    const root = tempRepository({ 'web/src/a.js': '' });
    expect(findRoot(root, ['.'])).toEqual({
      root,
      git: true,
      starts: [{ path: '', kind: 'folder' }],
    });
    expect(findRoot(join(root, 'web'), ['src/a.js', '../web'])).toEqual({
      root,
      git: true,
      starts: [
        { path: 'web/src/a.js', kind: 'file' },
        { path: 'web', kind: 'folder' },
      ],
    });
  });

  test('is known in a linked work tree, where .git is a file', () => {
    const root = tempFolder({ '.git': 'gitdir: /elsewhere', 'src/a.js': '' });
    expect(findRoot('/', [join(root, 'src')])).toMatchObject({ root, git: true });
  });

  test('without git is the working folder, or the path where that is elsewhere', () => {
    const root = tempFolder({ 'src/a.js': '' });
    expect(findRoot(root, ['src'])).toMatchObject({ root, git: false });
    const away = tempFolder({});
    expect(findRoot(away, [join(root, 'src')])).toMatchObject({ root: join(root, 'src') });
    expect(findRoot(away, [join(root, 'src/a.js')])).toEqual({
      root: join(root, 'src'),
      git: false,
      starts: [{ path: 'a.js', kind: 'file' }],
    });
  });

  test('is the real folder when the working folder is a link', () => {
    const root = tempRepository({ 'src/a.js': '' });
    const away = tempFolder({});
    symlinkSync(root, join(away, 'link'));
    expect(findRoot(join(away, 'link'), ['src'])).toMatchObject({ root, git: true });
  });
});

describe('refused', () => {
  test('a path that is not there', () => {
    const error = refused('/', 'nowhere/src');
    expect(error.message).toBe('nowhere/src does not exist.');
    expect(error.hint).toBe('Paths are taken from /.');
    expect(error.exitCode).toBe(2);
  });

  test('a path below a file', () => {
    const root = tempRepository({ 'a.js': '' });
    expect(refused(root, 'a.js/b').message).toBe('a.js/b does not exist.');
  });

  test('a link to itself', () => {
    const root = tempRepository({});
    symlinkSync('loop', join(root, 'loop'));
    expect(refused(root, 'loop').message).toBe('loop is a symbolic link that points to itself.');
  });

  test('no path and an empty one, which a shell makes of an unset variable', () => {
    expect(refused('/').message).toBe('No path was given.');
    expect(refused('/', '').message).toBe('An empty path was given.');
  });

  test('paths of two repositories, one inside of the other or not', () => {
    const root = tempRepository({ 'a.js': '' });
    const other = tempRepository({ 'b.js': '' });
    const error = refused(root, 'a.js', other);
    expect(error.message).toBe(`${other} is outside of ${root}, the root of a.js.`);
    expect(error.exitCode).toBe(2);
    mkdirSync(join(root, 'inner/.git'), { recursive: true });
    expect(refused(root, 'a.js', 'inner').message).toContain('inner is outside of');
  });
});

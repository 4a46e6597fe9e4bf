import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readGitState } from '../../src/codemod/git-state.ts';
import { tempTree } from './temp-tree.ts';

function repository() {
  const tree = tempTree({
    'src/a.js': 'a',
    'src/b c.js': 'b',
    'docs/x.md': 'x',
    'package.json': '{}',
  });
  tree.commit();
  return tree;
}

test('a clean tree is clean', async () => {
  const tree = repository();
  expect(await readGitState(tree.root, [''], ['src/a.js'])).toEqual({ kind: 'clean' });
  expect(await readGitState(tree.root, ['src'], ['src/a.js'])).toEqual({ kind: 'clean' });
});

test('changes below the given paths count, changes elsewhere do not', async () => {
  const tree = repository();
  tree.write('docs/x.md', 'changed');
  expect(await readGitState(tree.root, ['src'], ['src/a.js'])).toEqual({ kind: 'clean' });
  tree.write('src/b c.js', 'changed');
  tree.git('add', 'src/b c.js');
  expect(await readGitState(tree.root, ['src'], ['src/a.js'])).toEqual({
    kind: 'dirty',
    files: ['src/b c.js'],
  });
  expect(await readGitState(tree.root, [''], [])).toEqual({
    kind: 'dirty',
    files: ['docs/x.md', 'src/b c.js'],
  });
  expect(await readGitState(tree.root, ['src/a.js'], ['src/a.js'])).toEqual({ kind: 'clean' });
});

test('a file elsewhere that would change counts', async () => {
  const tree = repository();
  tree.write('package.json', '{ }');
  expect(await readGitState(tree.root, ['src'], ['src/a.js'])).toEqual({ kind: 'clean' });
  expect(await readGitState(tree.root, ['src'], ['src/a.js', 'package.json'])).toEqual({
    kind: 'dirty',
    files: ['package.json'],
  });
});

test('what git does not know counts where it would change', async () => {
  const tree = repository();
  tree.write('src/new.js', 'new');
  tree.write('src/deep/er/x.js', 'new');
  tree.write('plaid-migrate.db', 'a ledger');
  expect(await readGitState(tree.root, [''], ['src/a.js'])).toEqual({ kind: 'clean' });
  expect(await readGitState(tree.root, [''], ['src/deep/er/x.js', 'src/new.js'])).toEqual({
    kind: 'dirty',
    files: ['src/deep/er/x.js', 'src/new.js'],
  });
});

test('names are names, not patterns', async () => {
  const tree = tempTree({ '[id].js': 'a', 'i.js': 'b' });
  tree.commit();
  tree.write('i.js', 'changed');
  expect(await readGitState(tree.root, ['[id].js'], ['[id].js'])).toEqual({ kind: 'clean' });
  tree.write('[id].js', 'changed');
  expect(await readGitState(tree.root, ['[id].js'], [])).toEqual({
    kind: 'dirty',
    files: ['[id].js'],
  });
});

test('without a repository it says so', async () => {
  const tree = tempTree({ 'a.js': 'a' });
  expect(await readGitState(tree.root, [''], ['a.js'])).toEqual({
    kind: 'unknown',
    reason: 'this is no git repository',
  });
  mkdirSync(tree.path('.git'));
  expect(await readGitState(tree.root, [''], ['a.js'])).toMatchObject({ kind: 'unknown' });
});

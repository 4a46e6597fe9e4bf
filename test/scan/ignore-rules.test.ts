import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRoot } from '../../src/scan/root.ts';
import { walk } from '../../src/scan/walk.ts';
import { tempFolder, tempRepository, writeFiles, type Files } from './temp-tree.ts';

function taken(root: string): string[] {
  return walk(findRoot(root, ['.']))
    .files.map(({ path }) => path)
    .toSorted();
}

describe('rules by hand', () => {
  test.each<[string, Files, string[]]>([
    ['a name anywhere', { '.gitignore': 'a.js' }, ['b.js', 'x/b.js', 'x/y/b.js']],
    ['anchored to the root', { '.gitignore': '/a.js' }, ['b.js', 'x/a.js', 'x/b.js', 'x/y/b.js']],
    ['a folder', { '.gitignore': 'x/' }, ['a.js', 'b.js']],
    ['taken back', { '.gitignore': '*.js\n!b.js' }, ['b.js', 'x/b.js', 'x/y/b.js']],
    [
      'taken back below, for a folder hidden above',
      { '.gitignore': 'y/', 'x/.gitignore': '!y/' },
      ['a.js', 'b.js', 'x/a.js', 'x/b.js', 'x/y/b.js'],
    ],
    [
      'anchored in a folder of its own',
      { 'x/.gitignore': '/b.js' },
      ['a.js', 'b.js', 'x/a.js', 'x/y/b.js'],
    ],
    ['not taken back in a hidden folder', { '.gitignore': 'x\n!x/a.js' }, ['a.js', 'b.js']],
    [
      'our own file wins in its folder',
      { '.gitignore': 'a.js', '.plaidmigrateignore': '!a.js\nx/y' },
      ['a.js', 'b.js', 'x/a.js', 'x/b.js'],
    ],
    [
      'comments, blank lines, CRLF, BOM',
      { '.gitignore': '\uFEFFx\r\n# a.js\r\n\r\n/b.js\r\n' },
      ['a.js'],
    ],
  ])('%s', (_, rules, expected) => {
    const root = tempRepository({
      'a.js': '',
      'b.js': '',
      'x/a.js': '',
      'x/b.js': '',
      'x/y/b.js': '',
      ...rules,
    });
    expect(taken(root)).toEqual(expected);
  });

  test('hold without git, too', () => {
    const root = tempFolder({ '.gitignore': 'a.js', 'a.js': '', 'b.js': '' });
    expect(taken(root)).toEqual(['b.js']);
  });

  test('an ignore file that is a folder says nothing', () => {
    const root = tempRepository({ '.gitignore/': '', 'a.js': '' });
    expect(taken(root)).toEqual(['a.js']);
  });

  test('case counts, unless the repository says that it does not', () => {
    const files = { '.gitignore': 'LOCAL.js', 'local.js': '' };
    expect(taken(tempRepository(files))).toEqual(['local.js']);
    const config = '[core]\n\tignorecase = true\n';
    expect(taken(tempRepository({ ...files, '.git/config': config }))).toEqual([]);
  });

  test('folders with signs of the pattern language in their name', () => {
    const root = tempRepository({ '[x] *!#/.gitignore': 'a.js', '[x] *!#/a.js': '', 'x/a.js': '' });
    expect(taken(root)).toEqual(['x/a.js']);
  });
});

function listedByGit(root: string): string[] {
  const settings = ['-C', root, '-c', 'core.excludesFile='];
  const listing = ['ls-files', '--others', '--exclude-standard', '*.js', '*.ts'];
  const listed = execFileSync('git', [...settings, ...listing], { encoding: 'utf8' });
  return listed
    .split('\n')
    .filter((path) => path !== '')
    .toSorted();
}

test('git takes the same files, whatever the rules', () => {
  const root = tempFolder({});
  execFileSync('git', ['init', '-q', root]);
  const folders = ['', 'x/', 'y/', 'x/x/', 'x/y/', 'y/x/', 'x/x/y/', 'x/y/x/', 'x/y/y/'];
  const paths = folders.flatMap((folder) => [`${folder}a.js`, `${folder}b.ts`]);
  const piece = fc.constantFrom('a.js', 'x', 'y', 'y', '*', '**', '?', '[ay]', '*.js', 'b.*');
  const pattern = fc
    .tuple(
      fc.constantFrom('', '', '!'),
      fc.constantFrom('', '', '/'),
      fc.array(piece, { minLength: 1, maxLength: 2 }),
      fc.constantFrom('', '/', '/', ' '),
    )
    .map(([not, slash, pieces, end]) => not + slash + pieces.join('/') + end);
  const rules = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join('\n'));

  fc.assert(
    fc.property(fc.tuple(rules, rules, rules, rules), (texts) => {
      // One text for the root and each of three folders.
      for (const name of ['x', 'y', '.gitignore']) {
        rmSync(join(root, name), { recursive: true, force: true });
      }
      writeFiles(root, Object.fromEntries(paths.map((path) => [path, ''])));
      writeFiles(
        root,
        Object.fromEntries(texts.map((text, index) => [`${folders[index]}.gitignore`, text])),
      );
      expect(taken(root)).toEqual(listedByGit(root));
    }),
    { numRuns: 150 },
  );
});

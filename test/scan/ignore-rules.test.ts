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
      ...{ 'a.js': '', 'b.js': '', 'x/a.js': '', 'x/b.js': '', 'x/y/b.js': '' },
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

test('git takes the same files, whatever the rules', () => {
  const root = tempFolder({});
  execFileSync('git', ['init', '-q', root]);
  const paths = ['a.js', 'b.js', 'x/a.js', 'x/b.ts', 'x/y/a.js', 'x/y/b.js', 'y/a.js', 'y/x/a.js'];
  const piece = fc.constantFrom('a', 'b', 'x', 'y', '*', '**', '?', '[ax]', 'a.js', '*.js', 'b.*');
  const pattern = fc
    .tuple(
      fc.constantFrom('', '', '!'),
      fc.constantFrom('', '', '/'),
      fc.array(piece, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '', '/', ' '),
    )
    .map(([not, slash, pieces, end]) => not + slash + pieces.join('/') + end);
  const rules = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join('\n'));
  const folders = ['', 'x/', 'x/y/', 'y/'];

  fc.assert(
    fc.property(fc.tuple(rules, rules, rules, rules), (texts) => {
      for (const name of ['x', 'y', '.gitignore']) {
        rmSync(join(root, name), { recursive: true, force: true });
      }
      writeFiles(root, Object.fromEntries(paths.map((path) => [path, ''])));
      writeFiles(
        root,
        Object.fromEntries(texts.map((text, index) => [`${folders[index]}.gitignore`, text])),
      );
      const listed = execFileSync('git', [
        '-C',
        root,
        'ls-files',
        '-o',
        '--exclude-standard',
        '*.js',
        '*.ts',
      ]);
      const expected = listed
        .toString()
        .split('\n')
        .filter((path) => path !== '');
      expect(taken(root)).toEqual(expected.toSorted());
    }),
    { numRuns: 150 },
  );
});

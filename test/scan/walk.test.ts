import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findRoot } from '../../src/scan/root.ts';
import { skipSentence, type Skipped } from '../../src/scan/skipped.ts';
import { walk } from '../../src/scan/walk.ts';
import { tempFolder, tempRepository, withoutRights } from './temp-tree.ts';

/** What a walk of `paths` takes and leaves, as sorted lists. */
function walked(root: string, ...paths: string[]): { files: string[]; skipped: string[] } {
  const { files, skipped } = walk(findRoot(root, paths.length === 0 ? ['.'] : paths));
  return {
    files: files.map(({ path }) => path).toSorted(),
    skipped: skipped.map(({ path, reason }) => `${path}: ${reason}`).toSorted(),
  };
}

describe('what is left out', () => {
  test.each([
    ['node_modules/a/index.js', 'node_modules: dependencies'],
    ['web/bower_components/a.js', 'web/bower_components: dependencies'],
    ['vendor/plaid.php', 'vendor: dependencies'],
    ['dist/app.js', 'dist: build-output'],
    ['web/build/app.js', 'web/build: build-output'],
    ['.next/server/app.js', '.next: build-output'],
    ['types/plaid.d.ts', 'types/plaid.d.ts: declarations'],
    ['types/style.d.css.ts', 'types/style.d.css.ts: declarations'],
    ['js/plaid.min.js', 'js/plaid.min.js: minified'],
    ['js/app.bundle.js', 'js/app.bundle.js: built'],
    ['js/link-initialize.js', 'js/link-initialize.js: vendored'],
    ['js/link-initialize-2019.js', 'js/link-initialize-2019.js: vendored'],
    ['package-lock.json', 'package-lock.json: lock-file'],
    ['web/pnpm-lock.yaml', 'web/pnpm-lock.yaml: lock-file'],
    ['other/.git/HEAD', 'other: nested-repository'],
  ])('%s', (path, skipped) => {
    const root = tempRepository({ [path]: 'Plaid', 'src/app.js': 'Plaid' });
    expect(walked(root)).toEqual({ files: ['src/app.js'], skipped: [skipped] });
  });

  test('files of types that are never read are not even counted', () => {
    const root = tempRepository({
      'a.png': '',
      'README.md': '',
      LICENSE: '',
      'a.css': '',
      'a.js': '',
    });
    expect(walked(root)).toEqual({ files: ['a.js'], skipped: [] });
  });

  test('hidden folders that people write are read', () => {
    const root = tempRepository({ '.github/workflows/ci.yml': '', '.env.example': '' });
    expect(walked(root).files).toEqual(['.env.example', '.github/workflows/ci.yml']);
  });

  test('names that only look like those left out', () => {
    const files = ['admin.js', 'distance/a.js', 'link-initializer.js', 'outbox/a.js', 'bundle.ts'];
    const root = tempRepository(Object.fromEntries(files.map((file) => [file, ''])));
    expect(walked(root)).toEqual({ files: files.toSorted(), skipped: [] });
  });
});

describe('symbolic links', () => {
  test('are not followed, so loops end and nothing outside is reached', () => {
    const outside = tempFolder({ 'secret.js': 'Plaid' });
    const root = tempRepository({ 'src/app.js': '', 'a/b/c.js': '' });
    symlinkSync(outside, join(root, 'outside'));
    symlinkSync(join(outside, 'secret.js'), join(root, 'secret.js'));
    symlinkSync('..', join(root, 'a/b/up'));
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('nowhere.js', join(root, 'dangling.js'));
    symlinkSync('app.js', join(root, 'src/same.js'));
    expect(walked(root)).toEqual({
      files: ['a/b/c.js', 'src/app.js'],
      skipped: [
        'a/b/up: symbolic-link',
        'outside: symbolic-link',
        'secret.js: symbolic-link',
        'src/same.js: symbolic-link',
      ],
    });
  });

  test('given by name, stand for what they point to, once', () => {
    const root = tempRepository({ 'src/app.js': '' });
    symlinkSync('src/app.js', join(root, 'link.js'));
    symlinkSync('src', join(root, 'code'));
    expect(walked(root, 'link.js', 'code', 'src/app.js').files).toEqual(['src/app.js']);
  });
});

describe('what cannot be entered or read as a file', () => {
  test('a closed folder is skipped and the rest goes on', () => {
    const root = tempRepository({ 'closed/a.js': '', 'open/b.js': '' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'closed'), 0);
    onTestFinished(() => chmodSync(join(root, 'closed'), 0o755));
    expect(withoutRights(() => walked(root))).toEqual({
      files: ['open/b.js'],
      skipped: ['closed: unreadable'],
    });
  });

  test('pipes and sockets are never opened', async () => {
    const root = tempRepository({ 'a.js': '' });
    execFileSync('mkfifo', [join(root, 'pipe.js')]);
    const server = createServer().listen(join(root, 'socket.js'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    expect(walked(root, '.', 'pipe.js')).toEqual({
      files: ['a.js'],
      skipped: ['pipe.js: special-file', 'socket.js: special-file'],
    });
  });
});

describe('paths given by name', () => {
  const files = {
    '.gitignore': 'ignored/\nlocal.js\n',
    'ignored/deep/a.js': '',
    'local.js': '',
    'node_modules/mine/a.js': '',
    'types.d.ts': '',
    'picture.png': '',
    'src/b.js': '',
  };

  test('files are taken though rules or their name would leave them out', () => {
    const root = tempRepository(files);
    const named = ['local.js', 'node_modules/mine/a.js', 'types.d.ts', 'ignored/deep/a.js'];
    expect(walked(root, ...named).files).toEqual(named.toSorted());
  });

  test('folders too, with their own rules', () => {
    const root = tempRepository({ ...files, 'ignored/.gitignore': 'x.js', 'ignored/x.js': '' });
    expect(walked(root, 'ignored')).toEqual({
      files: ['ignored/deep/a.js'],
      skipped: ['ignored/x.js: ignored'],
    });
    expect(walked(root, 'ignored/deep').files).toEqual(['ignored/deep/a.js']);
    expect(walked(root, 'node_modules/mine').files).toEqual(['node_modules/mine/a.js']);
  });

  test('a file of an unknown type is skipped with its reason', () => {
    const { skipped } = walk(findRoot(tempRepository(files), ['picture.png']));
    const expected: Skipped = {
      path: 'picture.png',
      kind: 'file',
      reason: 'unknown-type',
      named: true,
    };
    expect(skipped).toEqual([expected]);
    expect(skipSentence('unknown-type')).toBe('is of a type plaid-migrate does not read');
  });

  test('each file once, however often it is named', () => {
    const root = tempRepository(files);
    expect(walked(root, 'src', '.', 'src/b.js', 'src').files).toEqual(['src/b.js']);
  });

  test('what is named is not skipped on the way there', () => {
    const root = tempRepository(files);
    const { files: all, skipped } = walked(root, '.', 'ignored', 'local.js');
    expect(all).toEqual(['ignored/deep/a.js', 'local.js', 'src/b.js']);
    expect(skipped).toEqual(['node_modules: dependencies', 'types.d.ts: declarations']);
  });

  test('rules above the named folder hold in it', () => {
    const root = tempRepository({
      '.gitignore': '*.gen.js\n',
      'web/.gitignore': '/src/local.js\n',
      'web/src/a.gen.js': '',
      'web/src/local.js': '',
      'web/src/b.js': '',
    });
    expect(walked(join(root, 'web'), 'src').files).toEqual(['web/src/b.js']);
  });
});

import { describe, expect, test } from 'vitest';
import { memoryProject } from '../../src/scan/memory-project.ts';

/** The path an import means in a project of these (empty) files. */
function resolved(
  files: readonly string[] | Readonly<Record<string, string>>,
  from: string,
  specifier: string,
): string | undefined {
  const entries = Array.isArray(files)
    ? files.map((file: string): [string, string] => [file, ''])
    : Object.entries(files);
  return memoryProject(new Map([...entries, [from, '']])).resolveImport(from, specifier)?.path;
}

describe('relative imports', () => {
  test.each([
    ['./b.js', ['src/b.js'], 'src/b.js'],
    ['./b', ['src/b.js'], 'src/b.js'],
    ['./b', ['src/b.tsx', 'src/b.js'], 'src/b.tsx'],
    ['./b', ['src/b.vue'], 'src/b.vue'],
    ['./b.js', ['src/b.ts'], 'src/b.ts'],
    ['./b.jsx', ['src/b.tsx'], 'src/b.tsx'],
    ['./b.mjs', ['src/b.mts'], 'src/b.mts'],
    ['./b.config', ['src/b.config.js'], 'src/b.config.js'],
    ['./b', ['src/b/index.ts'], 'src/b/index.ts'],
    ['./b', ['src/b.js', 'src/b/index.js'], 'src/b.js'],
    ['.', ['src/index.js'], 'src/index.js'],
    ['..', ['index.js'], 'index.js'],
    ['../b', ['b.js'], 'b.js'],
    ['./b.vue?raw', ['src/b.vue'], 'src/b.vue'],
    ['./b', ['b.js', 'src/b.css'], undefined],
    ['../../b', ['b.js'], undefined],
    ['../node_modules/b', ['node_modules/b.js'], undefined],
  ])('%s in src/a.js of %j', (specifier, files, expected) => {
    expect(resolved(files, 'src/a.js', specifier)).toBe(expected);
  });
});

describe('aliases', () => {
  const config = `{
    // Comments and a trailing comma, as people have them, and "//" in strings.
    "compilerOptions": {
      "baseUrl": ".", /* here */
      "paths": {
        "@/*": ["src/*", "lib/*"],
        "@/deep/*": ["deep/*"],
        "config": ["src/config.ts"],
        "http://*": ["nowhere/*"],
      },
    },
  }`;

  test.each([
    ['@/a/b', ['src/a/b.ts'], 'src/a/b.ts'],
    ['@/b', ['lib/b.ts'], 'lib/b.ts'],
    ['@/deep/b', ['deep/b.ts', 'src/deep/b.ts'], 'deep/b.ts'],
    ['config', ['src/config.ts'], 'src/config.ts'],
    ['src/b', ['src/b.ts'], 'src/b.ts'],
    ['react', ['src/b.ts'], undefined],
    ['@scope/b', ['src/b.ts'], undefined],
  ])('%s of a tsconfig.json', (specifier, files, expected) => {
    const all = Object.fromEntries(files.map((file) => [file, '']));
    const project = { 'tsconfig.json': config, ...all };
    expect(resolved(project, 'src/pages/a.ts', specifier)).toBe(expected);
  });

  test('a jsconfig.json in the folder of a package, with a base of its own', () => {
    const files = {
      'web/jsconfig.json': '{"compilerOptions": {"baseUrl": "src"}}',
      'web/src/components/b.js': '',
    };
    expect(resolved(files, 'web/src/a.js', 'components/b')).toBe('web/src/components/b.js');
    expect(resolved(files, 'other/a.js', 'components/b')).toBeUndefined();
  });

  test('what a config inherits, and a config that inherits itself', () => {
    const files = {
      'tsconfig.base.json': '{"compilerOptions": {"paths": {"~lib/*": ["packages/lib/*"]}}}',
      'app/tsconfig.json': '{"extends": "../tsconfig.base"}',
      'packages/lib/b.ts': '',
    };
    expect(resolved(files, 'app/a.ts', '~lib/b')).toBe('packages/lib/b.ts');
    const loop = { 'tsconfig.json': '{"extends": "./tsconfig.json"}' };
    expect(resolved(loop, 'a.ts', 'b')).toBeUndefined();
    expect(resolved({ 'tsconfig.json': 'none' }, 'a.ts', './a')).toBe('a.ts');
  });

  test('what Vue CLI, Nuxt, Meteor and Vite know without a config', () => {
    const files = ['web/package.json', 'web/src/b.vue', 'web/c.js', 'imports/d.js'];
    expect(resolved(files, 'web/src/a.js', '@/b.vue')).toBe('web/src/b.vue');
    expect(resolved(files, 'web/src/a.js', '~/c')).toBe('web/c.js');
    expect(resolved(files, 'web/src/a.js', '/c')).toBe('web/c.js');
    expect(resolved(files, 'client/a.js', '/imports/d')).toBe('imports/d.js');
  });
});

describe('package.json', () => {
  const files = new Map([
    [
      'package.json',
      JSON.stringify({
        type: 'module',
        dependencies: { plaid: '^2.0.0', both: '2' },
        devDependencies: { vite: '1', both: '1' },
        peerDependencies: { react: '>=16' },
        optionalDependencies: 'odd',
      }),
    ],
    ['web/package.json', '{"dependencies": {"react": "16.8.0"}}'],
    ['web/broken/package.json', '{"dependencies":'],
    ['web/broken/a.js', ''],
    ['server/a.js', ''],
  ]);

  test('the nearest that can be read, with all it declares', () => {
    const project = memoryProject(files);
    expect(project.manifestOf('server/a.js')).toEqual({
      path: 'package.json',
      type: 'module',
      dependencies: new Map([
        ['react', '>=16'],
        ['vite', '1'],
        ['both', '2'],
        ['plaid', '^2.0.0'],
      ]),
    });
    expect(project.manifestOf('web/broken/a.js')).toMatchObject({
      path: 'web/package.json',
      type: 'commonjs',
    });
  });

  test('none', () => {
    expect(memoryProject(new Map([['a/b.js', '']])).manifestOf('a/b.js')).toBeUndefined();
  });
});

test('a project in memory has the files that name Plaid, in order, and finds names', () => {
  const project = memoryProject(
    new Map([
      ['b.js', '\uFEFFplaid handler'],
      ['a.js', 'handler'],
      ['a.vue', 'PLAID'],
      ['plaid.png', 'plaid'],
    ]),
  );
  expect([...project.files.keys()]).toEqual(['a.vue', 'b.js']);
  expect(project.files.get('b.js')).toMatchObject({ text: 'plaid handler', bom: true });
  expect(project.mentioning('handler').map(({ path }) => path)).toEqual(['a.js', 'b.js']);
});

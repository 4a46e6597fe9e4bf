import { describe, expect, test } from 'vitest';
import { fileState } from '../../src/codemod/codemod-plan.ts';
import { planCodemod } from '../../src/codemod/plan-codemod.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';
import { migrate } from './migrate.ts';
import { marking, replacing, ruleFor } from './throwaway-rules.ts';

const files = (all: Readonly<Record<string, string>>) => new Map(Object.entries(all));

describe('a site changes everything it needs or nothing', () => {
  /** Renames `plaid` here and `PLAID_KEY` in the settings, as one site. */
  const across = ruleFor(
    /plaid\(/,
    ({ start, end }, { path }, project) => {
      const settings = project.load('config.yml')?.text.indexOf('PLAID_KEY') ?? 0;
      return {
        edits: [
          { path, start, end, text: 'link(' },
          { path: 'config.yml', start: settings, end: settings + 9, text: 'LINK' },
        ],
      };
    },
    'test/across',
  );

  test('in all its files', () => {
    const input = files({
      'a.js': 'plaid();\n',
      'b.js': 'plaid();\n',
      'config.yml': 'PLAID_KEY: 1\n',
    });
    const { files: after, plan } = migrate(input, [across]);
    expect(Object.fromEntries(after)).toEqual({
      'a.js': 'link();\n',
      'b.js': 'link();\n',
      'config.yml': 'LINK: 1\n',
    });
    expect(plan.files.map((file) => [file.path, fileState(file)])).toEqual([
      ['a.js', 'rewritten'],
      ['b.js', 'rewritten'],
      ['config.yml', 'rewritten'],
    ]);
  });

  test('but not where a file is missing, ignored or does not parse', () => {
    const missing = migrate(files({ 'a.js': 'plaid();\n' }), [across]);
    expect(missing.files.get('a.js')).toBe('plaid();\n');
    expect(missing.plan.files[0]?.findings).toMatchObject([
      {
        rule: 'test/across',
        outcome: 'manual',
        line: 1,
        message: expect.stringContaining('config.yml'),
      },
    ]);

    const input = files({ 'a.js': 'plaid();\n', 'config.yml': 'PLAID_KEY: 1\n' });
    const options = { includes: (path: string) => path !== 'config.yml' };
    const ignored = planCodemod(memoryProject(input), [across], options);
    expect(ignored.files).toMatchObject([
      { path: 'a.js', before: 'plaid();\n', after: 'plaid();\n' },
    ]);
    expect(ignored.files[0]?.findings[0]?.message).toContain('config.yml');

    const broken = migrate(files({ 'a.js': 'if (\nplaid();\n', 'config.yml': 'PLAID_KEY\n' }), [
      across,
    ]);
    expect(broken.files.get('config.yml')).toBe('PLAID_KEY\n');
    expect(broken.plan.files).toMatchObject([
      { path: 'a.js', problem: { kind: 'unparsable', line: 2 }, findings: [{ outcome: 'manual' }] },
    ]);
  });

  test('nor where an earlier site wants the same text: the later one is left out and reported', () => {
    const input = files({ 'a.js': 'plaid(1);\nplaid(2);\n', 'config.yml': 'PLAID_KEY: 1\n' });
    const first = replacing(/plaid\(1/, 'other(1', 'test/first');
    const { files: after, plan } = migrate(input, [first, across]);
    expect(after.get('a.js')).toBe('other(1);\nlink(2);\n');
    expect(after.get('config.yml')).toBe('LINK: 1\n');
    expect(plan.files[0]?.findings).toMatchObject([
      { rule: 'test/first', line: 1, outcome: 'rewritten' },
      { rule: 'test/across', line: 1, outcome: 'manual', next: expect.stringContaining('again') },
      { rule: 'test/across', line: 2, outcome: 'rewritten' },
    ]);
    expect(migrate(after, [first]).files).toEqual(after);
  });

  test('two sites may remove one import', () => {
    const removing = ruleFor(/plaid\(/, ({ start, end }, { path }) => ({
      edits: [
        { path, start: 0, end: 12, text: '' },
        { path, start, end, text: 'link(' },
      ],
    }));
    const { files: after } = migrate(files({ 'a.js': "import 'p';\nplaid();\nplaid();\n" }), [
      removing,
    ]);
    expect(after.get('a.js')).toBe('link();\nlink();\n');
  });
});

describe('a file that cannot be worked on stays as it is, and the rest goes on', () => {
  const rename = replacing(/plaid\(/, 'link(');

  test('when a rule throws', () => {
    const throwing: Rule = {
      ...rename,
      id: 'test/throws',
      find: (file, ...rest) => {
        if (file.path === 'a.js') throw new Error('Out of words');
        return rename.find(file, ...rest);
      },
    };
    const input = files({ 'a.js': 'plaid();\n', 'b.js': 'plaid();\n' });
    const { files: after, plan } = migrate(input, [rename, throwing]);
    expect(Object.fromEntries(after)).toEqual({ 'a.js': 'plaid();\n', 'b.js': 'link();\n' });
    expect(plan.files[0]).toMatchObject({
      path: 'a.js',
      problem: {
        kind: 'rule-failed',
        message: 'Out of words',
        stack: expect.stringContaining('at '),
      },
    });
    expect(plan.files.map(fileState)).toEqual(['failed', 'rewritten']);
  });

  test.each([
    ['a syntax error', 'plaid();\n', 'link((', /does not parse/],
    ['a lost comment', 'plaid(/* why */);\n', 'link(', /a comment is lost \(line 1\)/],
    ['code that became a comment', 'b(); // why\nplaid();\nc();\n', undefined, /a comment is lost/],
    ['a comment that became text', 'plaid(1);\n// why\nb();\n', 'link(`', /does not parse|lost/],
  ])('when the result has %s', (_, text, replacement, message) => {
    const breaking =
      replacement === undefined
        ? replacing(/\nplaid\(\);\n/, '')
        : replacing(/plaid\((?:\/\*.*\*\/)?/, replacement);
    const input = files({ 'a.js': text, 'b.js': 'ok(plaid);\n' });
    const { files: after, plan } = migrate(input, [breaking, replacing(/ok\(plaid/, 'ok(link')]);
    expect(Object.fromEntries(after)).toEqual({ 'a.js': text, 'b.js': 'ok(link);\n' });
    expect(plan.files[0]).toMatchObject({
      problem: { kind: 'unsound', message: expect.stringMatching(message) },
      findings: [{ outcome: 'manual', next: expect.any(String) }],
    });
  });

  test('and neither does any other file its sites would have changed', () => {
    const pair = ruleFor(/plaid\(/, ({ start, end }, { path }) => ({
      edits: [
        { path, start, end, text: 'link(' },
        { path: 'z.js', start: 0, end: 0, text: '(' },
      ],
    }));
    const input = files({ 'a.js': 'plaid();\n', 'z.js': 'x();\n' });
    const { files: after, plan } = migrate(input, [pair]);
    expect(after).toEqual(input);
    expect(plan.files).toMatchObject([
      { path: 'a.js', findings: [{ outcome: 'manual', message: expect.stringContaining('z.js') }] },
      { path: 'z.js', problem: { kind: 'unsound' } },
    ]);
  });

  test('a comment goes with the option it stands in', () => {
    const removing = replacing(/ *key: .*\n/, '');
    const text = 'plaid({\n  key: 1, // our key\n  a: 2, // ours\n});\n';
    const { files: after } = migrate(files({ 'a.js': text }), [removing]);
    expect(after.get('a.js')).toBe('plaid({\n  a: 2, // ours\n});\n');
  });

  test('merge markers and broken scripts of a page are named; its other scripts are worked on', () => {
    const conflict = '<<<<<<< ours\nplaid(1);\n=======\nplaid(2);\n>>>>>>> theirs\n';
    const page = '<script type="module">\nplaid();\n</script>\n<script>\nplaid(;\n</script>\n';
    const { files: after, plan } = migrate(files({ 'a.js': conflict, 'b.html': page }), [rename]);
    expect(after.get('a.js')).toBe(conflict);
    expect(after.get('b.html')).toBe(page.replace('plaid()', 'link()'));
    expect(plan.files.map((file) => file.problem?.kind)).toEqual(['unparsable', 'unparsable']);
  });

  test('code that does not parse gets no marker either', () => {
    const text = 'plaid();\nlet broken = ;\n';
    const { files: after, plan } = migrate(files({ 'a.js': text }), [marking(/plaid/)]);
    expect(after.get('a.js')).toBe(text);
    expect(plan.files[0]?.findings).toMatchObject([{ outcome: 'manual' }]);
  });

  test('what names Plaid and is of no concern to a rule is not complained about', () => {
    expect(migrate(files({ 'a.js': 'plaid(' }), [replacing(/else/, '')]).plan.files).toEqual([]);
  });
});

describe('packages', () => {
  const needing = (version: string | undefined, name = 'react-plaid-link') =>
    ruleFor(/plaid\(/, ({ start, end }, { path }) => ({
      edits: [{ path, start, end, text: 'link(' }],
      packages: [{ name, version }],
    }));

  test('are raised in the nearest package.json, to the highest that is asked for', () => {
    const input = files({
      'package.json': '{ "dependencies": { "react-plaid-link": "^0.1.0" } }\n',
      'web/package.json': '{ "dependencies": { "react-plaid-link": "1.5.1", "x": "1" } }\n',
      'web/src/a.js': 'plaid();\n',
    });
    const { files: after } = migrate(input, [
      needing('^3.3.0'),
      needing('^3.4.0'),
      needing(undefined, 'x'),
    ]);
    expect(after.get('web/package.json')).toBe(
      '{ "dependencies": { "react-plaid-link": "3.4.0" } }\n',
    );
    expect(after.get('package.json')).toBe(input.get('package.json'));
  });

  test('outside of the given paths, too: the code would not run without', () => {
    const input = files({ 'package.json': '{}\n', 'src/a.js': 'plaid();\n' });
    const includes = (path: string) => path.startsWith('src/');
    const plan = planCodemod(memoryProject(input), [needing('^3.3.0')], { includes });
    expect(plan.files.map(({ path, after }) => [path, after])).toEqual([
      ['package.json', '{\n  "dependencies": {\n    "react-plaid-link": "^3.3.0"\n  }\n}\n'],
      ['src/a.js', 'link();\n'],
    ]);
  });

  test('are left to a person where the range is not plain, or there is no package.json', () => {
    const odd = files({
      'package.json': '{ "dependencies": { "react-plaid-link": "workspace:*" } }\n',
      'a.js': 'plaid();\n',
    });
    const { files: after, plan } = migrate(odd, [needing('^3.3.0')]);
    expect(after.get('package.json')).toBe(odd.get('package.json'));
    expect(plan.files[0]?.findings).toMatchObject([
      { outcome: 'rewritten' },
      { outcome: 'manual', message: expect.stringContaining('react-plaid-link ^3.3.0') },
    ]);
    const none = migrate(files({ 'a.js': 'plaid();\n' }), [needing('^3.3.0')]);
    expect(none.plan.files[0]?.findings).toMatchObject([
      { outcome: 'rewritten' },
      { outcome: 'manual', next: expect.stringContaining('react-plaid-link ^3.3.0') },
    ]);
    expect(
      migrate(files({ 'a.js': 'plaid();\n' }), [needing(undefined)]).plan.files[0]?.findings,
    ).toMatchObject([{ outcome: 'rewritten' }]);
  });

  test('follow their site: none is raised for code that stays', () => {
    const input = files({
      'package.json': '{ "dependencies": { "react-plaid-link": "^1.0.0" } }\n',
      'a.js': 'plaid(;\n',
    });
    expect(migrate(input, [needing('^3.3.0')]).files).toEqual(input);
  });
});

test('requests that one route can answer are one, with all their places', () => {
  const asking = (pattern: RegExp, product: string) =>
    ruleFor(pattern, ({ start }, { path }) => ({
      edits: [{ path, start, end: start + 1, text: 'x' }],
      request: {
        purpose: 'link',
        fields: [{ name: 'products', value: { kind: 'literal', value: [product] } }],
        notes: [],
      },
    }));
  const input = files({ 'a.js': 'plaidA();\nplaidB();\n', 'b.js': '\nplaidA();\n' });
  const { plan } = migrate(input, [asking(/plaidA/, 'auth'), asking(/plaidB/, 'identity')]);
  expect(plan.requests.map(({ sites }) => sites)).toEqual([
    [
      { path: 'a.js', line: 1 },
      { path: 'b.js', line: 2 },
    ],
    [{ path: 'a.js', line: 2 }],
  ]);
});

test('keys and tokens reach no finding', () => {
  const key = '0123456789abcdef0123456789';
  const telling = ruleFor(/plaid\('(.*)'/, ({ match }) => ({
    outcome: 'manual',
    message: `Found ${match[1] ?? ''}.`,
    next: `Remove ${match[1] ?? ''}, and access-sandbox-1234-5678.`,
  }));
  const { plan } = migrate(files({ 'a.js': `plaid('${key}');\n` }), [telling]);
  expect(plan.files[0]?.findings).toMatchObject([
    { message: 'Found [redacted].', next: 'Remove [redacted], and [redacted].' },
  ]);
});

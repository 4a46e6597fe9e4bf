import { describe, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { marking, replacing, ruleFor } from './throwaway-rules.ts';

/** Not the one in markers. */
const PLAID = /plaid(?!-)/;

/** Marks every `plaid` of a file. */
function marked(path: string, text: string, rules = [marking(PLAID)]): string {
  return migrate(new Map([[path, text]]), rules).files.get(path) ?? '';
}

const TODO = 'TODO(plaid-migrate): [test/rule] Choose.';

describe('a marker stands on a line of its own', () => {
  test.each<[what: string, path: string, text: string, before: string]>([
    ['above a statement', 'a.js', 'a();\n  plaid();\n', `  // ${TODO}\n  plaid`],
    [
      'above the statement around an expression',
      'a.js',
      'var a = {\n  b: plaid,\n};\n',
      `// ${TODO}\nvar a`,
    ],
    [
      'above a statement in a function',
      'a.js',
      'x(function () {\n\tplaid();\n});\n',
      `\t// ${TODO}\n\tplaid`,
    ],
    ['not in a template literal', 'a.js', 'x(`\n${plaid()}\n`);\n', `// ${TODO}\nx(\``],
    [
      'above the line where statements share one',
      'a.js',
      'a(); b(); plaid();\n',
      `// ${TODO}\na(); b()`,
    ],
    [
      'above what begins before the line',
      'a.js',
      'if (a) { b(\n  1); plaid(); }\n',
      `// ${TODO}\nif (a)`,
    ],
    ['below else', 'a.js', 'if (a) b();\nelse\n  plaid();\n', `  // ${TODO}\n  plaid`],
    [
      'above a case',
      'a.js',
      'switch (a) {\n  case 1:\n    plaid();\n}\n',
      `    // ${TODO}\n    plaid`,
    ],
    [
      'above a class member',
      'a.ts',
      'class A {\n  a = 1;\n  h = plaid();\n}\n',
      `  // ${TODO}\n  h = `,
    ],
    [
      'above an interface member',
      'a.ts',
      'interface A {\n  plaid: string;\n}\n',
      `  // ${TODO}\n  plaid`,
    ],
    [
      'with a comment before the statement on its line',
      'a.js',
      'a();\n/* x */ plaid();\n',
      `// ${TODO}\n/* x`,
    ],
    [
      'above directives',
      'a.ts',
      'a();\n// @ts-expect-error: x\n// eslint-disable-next-line\nplaid();\n',
      `// ${TODO}\n// @ts`,
    ],
    [
      'between a doc comment and its function',
      'a.js',
      '/** Doc. */\nfunction plaid() {}\n',
      `// ${TODO}\nfunction`,
    ],
    [
      'above a JSX child',
      'a.jsx',
      'x(<p>\n  <a>\n    <Link plaid />\n  </a>\n</p>);\n',
      `    {/* ${TODO} */}\n    <Link`,
    ],
    [
      'above a JSX expression',
      'a.jsx',
      'x(<p>\n  {a && <Link plaid />}\n</p>);\n',
      `  {/* ${TODO} */}\n  {a`,
    ],
    [
      'above the statement of a JSX root',
      'a.jsx',
      'function A() {\n  return (\n    <Link plaid />\n  );\n}\n',
      `  // ${TODO}\n  return`,
    ],
    [
      'above a JSX parent, where text stands before the child',
      'a.jsx',
      'x(<p>\n  <b>\n    Or <Link plaid />\n  </b>\n</p>);\n',
      `  {/* ${TODO} */}\n  <b>`,
    ],
    [
      'above a statement in a JSX attribute',
      'a.jsx',
      'x(<p onClick={() => {\n  plaid();\n}} />);\n',
      `  // ${TODO}\n  plaid`,
    ],
    [
      'in the script of a page',
      'a.html',
      '<p></p>\n<script>\n  a();\n  plaid();\n</script>\n',
      `  // ${TODO}\n  plaid`,
    ],
    [
      'above a script on the line of its tag',
      'a.html',
      '<p></p>\n  <script>a(); plaid();</script>\n',
      `  <!-- ${TODO} -->\n  <script>a`,
    ],
    ['above a tag', 'a.html', '<p>\n  <b id="plaid">x</b>\n</p>\n', `  <!-- ${TODO} -->\n  <b`],
    [
      'above a tag, from a later line of it',
      'a.html',
      '<p>\n  <b a="1 > 0"\n    id="plaid">x</b>\n</p>\n',
      `  <!-- ${TODO} -->\n  <b`,
    ],
    [
      'above the tag that the line begins in',
      'a.html',
      '<p>\n  <b\n    c><i id="plaid"></i></b>\n</p>\n',
      `  <!-- ${TODO} -->\n  <b\n`,
    ],
    [
      'above a template tag of several lines',
      'a.ejs',
      '<p>\n  <% if (\n   plaid) { %>\n</p>\n',
      `  <!-- ${TODO} -->\n  <% if`,
    ],
    [
      'above a tag of a component',
      'a.vue',
      '<template>\n  <div>\n    <link-x :plaid="a" />\n  </div>\n</template>\n',
      `    <!-- ${TODO} -->\n    <link-x`,
    ],
    [
      'above a pug tag',
      'a.pug',
      'div\n  a(\n    href="x (",\n    id="plaid"\n  ) x\n',
      `  //- ${TODO}\n  a(`,
    ],
    ['above a line of settings', 'config.yml', 'a:\n  plaid: 1\n', `  # ${TODO}\n  plaid`],
    ['above a line of an environment file', '.env', 'A=1\nX=plaid\n', `# ${TODO}\nX=`],
  ])('%s', (_, path, text, before) => {
    const after = marked(path, text);
    const rest = before.slice(before.indexOf('\n') + 1);
    expect(after).toContain(before);
    expect(after).toBe(text.replace(rest, before));
    expect(marked(path, after), 'the second run').toBe(after);
  });

  test('with the line ends of its place', () => {
    expect(marked('a.js', 'a();\r\nplaid();\r\nb();\n')).toBe(
      `a();\r\n// ${TODO}\r\nplaid();\r\nb();\n`,
    );
  });

  test.each([
    ['package.json', '{\n  "plaid": 1\n}\n'],
    ['a.php', '<?php plaid(); ?>\n'],
  ])('and in %s there is none', (path, text) => {
    const { files, plan } = migrate(new Map([[path, text]]), [marking(PLAID)]);
    expect(files.get(path)).toBe(text);
    expect(plan.files[0]?.findings).toMatchObject([{ outcome: 'needs-decision' }]);
  });
});

describe('a marker is written once', () => {
  test('for each rule and text at a statement', () => {
    const rules = [
      marking(PLAID),
      marking(PLAID),
      marking(/link/, 'Other.'),
      marking(PLAID, 'Choose.', 'test/b'),
    ];
    const once = marked('a.js', 'plaid(plaid, link);\n', rules);
    expect(once).toBe(
      `// ${TODO}\n// TODO(plaid-migrate): [test/rule] Other.\n// TODO(plaid-migrate): [test/b] Choose.\nplaid(plaid, link);\n`,
    );
    expect(marked('a.js', once, rules)).toBe(once);
  });

  test('also when its text has changed since', () => {
    const once = marked('a.js', 'plaid();\n');
    expect(marked('a.js', once, [marking(/plaid\(\)/, 'In other words.')])).toBe(once);
  });

  test('and again at another statement', () => {
    expect(marked('a.js', `// ${TODO}\nplaid();\nplaid();\n`, [marking(/plaid\(\)/)])).toBe(
      `// ${TODO}\nplaid();\n// ${TODO}\nplaid();\n`,
    );
  });
});

describe('the text of a marker', () => {
  test.each([
    [
      'a.js',
      'plaid();\n',
      'one\ntwo\r\n\u2028three',
      '// TODO(plaid-migrate): [test/rule] one two three\nplaid();\n',
    ],
    [
      'a.jsx',
      '<p>\n<A plaid/>\n</p>;\n',
      'a */} b',
      '<p>\n{/* TODO(plaid-migrate): [test/rule] a * /} b */}\n<A plaid/>\n</p>;\n',
    ],
    [
      'a.html',
      '<b id=plaid></b>\n',
      'a --> b --!> <%= c %> {{ d }}',
      '<!-- TODO(plaid-migrate): [test/rule] a - -> b - -!> < %= c % > { { d } } -->\n<b id=plaid></b>\n',
    ],
    [
      'a.html',
      '<script>\nplaid();\n</script>\n',
      'a </script>',
      '<script>\n// TODO(plaid-migrate): [test/rule] a < /script>\nplaid();\n</script>\n',
    ],
    [
      'a.js',
      'plaid();\n',
      'key 0123456789abcdef01234567',
      '// TODO(plaid-migrate): [test/rule] key [redacted]\nplaid();\n',
    ],
  ])('cannot end its comment in %s', (path, text, marker, expected) => {
    expect(marked(path, text, [marking(PLAID, marker)])).toBe(expected);
  });
});

describe('a marker and edits', () => {
  const markedEdit = (
    pattern: RegExp,
    start: (text: string) => number,
    end: (text: string) => number,
    text: string,
  ) =>
    ruleFor(pattern, (found, file) => ({
      outcome: 'needs-decision',
      next: 'Choose.',
      edits: [{ path: file.path, start: start(file.text), end: end(file.text), text }],
      marker: { path: file.path, position: found.start, text: 'Choose.' },
    }));

  test('of its own statement', () => {
    const rule = markedEdit(
      PLAID,
      (t) => t.indexOf('plaid'),
      (t) => t.indexOf('plaid') + 5,
      'link',
    );
    expect(marked('a.js', '  plaid(1);\n', [rule])).toBe(`  // ${TODO}\n  link(1);\n`);
  });

  test('of the statement around it, which is replaced', () => {
    const text = 'a();\nx(function () {\n  plaid();\n});\n';
    const rule = markedEdit(
      PLAID,
      (t) => t.indexOf('function'),
      (t) => t.indexOf('})') + 1,
      'f',
    );
    expect(marked('a.js', text, [rule])).toBe(`a();\n// ${TODO}\nx(f);\n`);
  });

  test('of the whole line, which is removed', () => {
    const text = 'a();\n  plaid();\nb();\n';
    const rule = markedEdit(
      PLAID,
      (t) => t.indexOf('  plaid'),
      (t) => t.indexOf('b()'),
      '',
    );
    expect(marked('a.js', text, [rule])).toBe(`a();\n  // ${TODO}\nb();\n`);
  });

  test('of the line and the break before it, which are removed', () => {
    const text = 'a();\n  plaid();\nb();\n';
    const rule = markedEdit(
      PLAID,
      (t) => t.indexOf('\n  plaid'),
      (t) => t.indexOf('\nb()'),
      '',
    );
    expect(marked('a.js', text, [rule])).toBe(`a();\n  // ${TODO}\nb();\n`);
  });

  test('is not put where the site could not be rewritten', () => {
    const rule = ruleFor(
      PLAID,
      ({ start, end }, { path }) => ({
        outcome: 'needs-decision',
        edits: [{ path, start, end, text: 'link' }],
        marker: { path, position: start, text: 'Choose.' },
      }),
      'test/late',
    );
    expect(marked('a.js', 'plaid();\n', [replacing(/plaid\(/, 'other('), rule])).toBe('other();\n');
  });
});

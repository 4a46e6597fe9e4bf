import { describe, expect, test } from 'vitest';
import { redactSetting, redactSource } from '../../src/codemod/redact-source.ts';
import { unifiedDiff } from '../../src/codemod/unified-diff.ts';

const key = '5d1fa2b3c4d5e6f7a8b9c0d1';

describe('redactSource blanks out', () => {
  test.each([
    [`key: '${key}',`, `key: '[redacted]',`],
    [`var k = "${key}";`, `var k = "[redacted]";`],
    [`'access-sandbox-1a2b-3c'`, `'[redacted]'`],
    [`x('public-production-1a2b');`, `x('[redacted]');`],
    [`key: 'our own words',`, `key: '[redacted]',`],
    [`"publicKey" : "abcdefgh"`, `"publicKey" : "[redacted]"`],
    [`public_key='abcdefgh'`, `public_key='[redacted]'`],
    [`<X publicKey={'abcdefgh'} />`, `<X publicKey={'[redacted]'} />`],
    [`<script data-key="abcdefgh">`, `<script data-key="[redacted]">`],
    [`PLAID_SECRET = 'abcdefgh'`, `PLAID_SECRET = '[redacted]'`],
    ['client_id: `abcdefgh`', 'client_id: `[redacted]`'],
    // What others give out, in the lines around a finding; put together, since scanners read tests, too.
    [`use('${['AKIA', 'IOSFODNN7EXAMPLE'].join('')}')`, `use('[redacted]')`],
    [`use('${'ghp_' + 'a1B2'.repeat(9)}')`, `use('[redacted]')`],
    [`use('${'github_pat_' + 'a1B2_'.repeat(9)}')`, `use('[redacted]')`],
    [`use('${'sk_live_' + 'a1B2'.repeat(6)}')`, `use('[redacted]')`],
    [`use('${['xoxb', '123456789012', 'abcdef'].join('-')}')`, `use('[redacted]')`],
    [`use('${'AIza' + 'a1B2-'.repeat(7)}')`, `use('[redacted]')`],
    [`use('eyJhbGciOiJI.eyJzdWIiOiIx.dozjgNry-P4_J')`, `use('[redacted]')`],
    [`connect('postgres://app:hunter2@db/app')`, `connect('postgres://[redacted]@db/app')`],
    [`use('${['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/')}')`, `use('[redacted]')`],
    [`use('${'z1B2c3D4'.repeat(5)}==')`, `use('[redacted]')`],
  ])('%s', (text, expected) => {
    expect(redactSource(text)).toBe(expected);
  });
});

test.each([
  `key: '<%= PLAID_PUBLIC_KEY %>',`,
  `key: "{{ key }}"`,
  'key: `${publicKey}`',
  'token: data.link_token,',
  'const color = "#deadbeef";',
  'integrity="sha384-abc"',
  `fetch('/create_link_token')`,
  `import x from './a/folderWith2Names/and/AnotherOne3/of/ThemAll.js'`,
  `'https://cdn.plaid.com/link/v2/stable/link-initialize.js'`,
  `'TRANSACTIONS/TRANSACTIONS_REMOVED_AND_ANOTHER_LONG_NAME2'`,
  `git('https://github.com/a/b.git', 'mail@example.com')`,
])('redactSource leaves %s', (text) => {
  expect(redactSource(text)).toBe(text);
});

test.each([
  ['PLAID_PUBLIC_KEY=abc', 'PLAID_PUBLIC_KEY=[redacted]'],
  ['export A="b c" # d', 'export A=[redacted]'],
  ['# OLD=abc', '# OLD=[redacted]'],
  ['  plaid: abc', '  plaid: [redacted]'],
  ['  - key: abc', '  - key: [redacted]'],
  ['  - abc', '[redacted]'],
  ['second line of a value', '[redacted]'],
  ['https://user:password@host', '[redacted]'],
  ['plaid:', 'plaid:'],
  ['[plaid]', '[plaid]'],
  ['# Keys of Plaid', '# Keys of Plaid'],
  ['', ''],
])('redactSetting makes of %j %j', (line, expected) => {
  expect(redactSetting(line)).toBe(expected);
});

describe('unifiedDiff', () => {
  const file = { bom: false, findings: [] };

  test('is what git shows, without the key', () => {
    const before = `a();\nplaid({\n  key: '${key}',\n  b: 1,\n});\n`;
    const after = 'a();\nplaid({\n  b: 1,\n});\n';
    expect(unifiedDiff({ ...file, path: 'src/a.js', before, after })).toBe(
      "--- a/src/a.js\n+++ b/src/a.js\n@@ -1,5 +1,4 @@\n a();\n plaid({\n-  key: '[redacted]',\n   b: 1,\n });\n",
    );
  });

  test('shows names of settings alone', () => {
    const before = 'SECRET=abc\n-- odd\nPLAID_PUBLIC_KEY=def\nB="1\nmore"\n';
    const after = before.replace('PLAID_PUBLIC_KEY=def\n', '');
    const diff = unifiedDiff({ ...file, path: '.env.local', before, after });
    expect(diff).toBe(
      '--- a/.env.local\n+++ b/.env.local\n@@ -1,5 +1,4 @@\n SECRET=[redacted]\n [redacted]\n-PLAID_PUBLIC_KEY=[redacted]\n B=[redacted]\n [redacted]\n',
    );
  });
});

test('what an old client is given by position is blanked out, its environment is not', () => {
  const call = "new plaid.Client('an-id-of-ours', 'S3cr3t-P4ss!word', key, 'sandbox')";
  expect(redactSource(call)).toBe("new plaid.Client('[redacted]', '[redacted]', key, 'sandbox')");
  const apostrophe = `new plaid.Client("it's ours", "S3cr3t-P4ss!word")`;
  expect(redactSource(apostrophe)).toBe('new plaid.Client("[redacted]", "[redacted]")');
  const version = "new plaid.Client(id, secret, key, env, { version: '2018-05-22' })";
  expect(redactSource(version)).toBe(version);
  expect(
    redactSource(
      "new plaid.Client({ env: 'sandbox', word: 'S3cr3t-P4ss!word', v: '2018-05-22', w: 'S3cr3t' })",
    ),
  ).toBe(
    "new plaid.Client({ env: 'sandbox', word: '[redacted]', v: '2018-05-22', w: '[redacted]' })",
  );
});

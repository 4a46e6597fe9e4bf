import { describe, expect, test } from 'vitest';
import { changePackageJson } from '../../src/codemod/package-json.ts';
import { raiseRange } from '../../src/codemod/version-range.ts';

describe('raiseRange keeps the style', () => {
  test.each([
    ['^1.5.1', '^3.4.0', '^3.4.0'],
    ['~1.5.1', '^3.4.0', '~3.4.0'],
    ['1.5.1', '^3.4.0', '3.4.0'],
    ['v1.5.1', '3.4.0', 'v3.4.0'],
    ['>=1.5', '3.4.0', '>=3.4.0'],
    ['>= 1', '3.4.0', '>=3.4.0'],
    ['^1', '^3.4.1', '^3.4.1'],
    ['1.x', '^3.4.0', '3.x'],
    ['1.2.x', '^3.4.0', '3.4.x'],
    ['1', '^3.4.0', '3'],
    ['1.2', '^3.4.0', '3.4'],
    ['^3.4.0-beta.1', '^3.4.0', '^3.4.0'],
    ['3.3.0', '^4.0.0-rc.1', '4.0.0-rc.1'],
  ])('%s to %s is %s', (range, wanted, raised) => {
    expect(raiseRange(range, wanted)).toEqual({ kind: 'raised', range: raised });
  });

  test.each(['^3.4.0', '^3.5.0', '10.0.0', '4.x', '*', 'latest', ''])(
    '%s is enough for ^3.4.0',
    (range) => {
      expect(raiseRange(range, '^3.4.0')).toEqual({ kind: 'enough' });
    },
  );

  test.each([
    '^1 || ^2',
    '>=1 <3',
    'workspace:*',
    'file:../x',
    'npm:other@^1.0.0',
    'next',
    'git+ssh://x',
  ])('%s is left to a person', (range) => {
    expect(raiseRange(range, '^3.4.0')).toEqual({ kind: 'unclear' });
  });
});

describe('changePackageJson', () => {
  const manifest = (...lines: string[]) => `${lines.join('\n')}\n`;

  test('raises a version wherever it stands and touches nothing else', () => {
    const text = manifest(
      '{ "name":"app",',
      '\t"dependencies": { "react": "^16.8.0", "react-plaid-link" : "^1.5.1" },',
      '\t"peerDependencies":{"react-plaid-link":"1.x"}',
      '}',
    );
    expect(changePackageJson(text, [{ name: 'react-plaid-link', version: '^3.4.0' }])).toEqual({
      text: text.replace('"^1.5.1"', '"^3.4.0"').replace('"1.x"', '"3.x"'),
      unclear: [],
    });
  });

  test('adds in order of names, with the formatting of the others', () => {
    const text = manifest(
      '{',
      '    "dependencies": {',
      '        "a": "1",',
      '        "x": "1"',
      '    }',
      '}',
    );
    const added = changePackageJson(text, [
      { name: 'z', version: '^1.0.0' },
      { name: 'c', version: '^2.0.0' },
      { name: 'b', version: '^3.0.0' },
    ]);
    expect(added?.text).toBe(
      manifest(
        '{',
        '    "dependencies": {',
        '        "a": "1",',
        '        "b": "^3.0.0",',
        '        "c": "^2.0.0",',
        '        "x": "1",',
        '        "z": "^1.0.0"',
        '    }',
        '}',
      ),
    );
  });

  test.each([
    ['{}\n', '{\n  "dependencies": {\n    "a": "^1.0.0"\n  }\n}\n'],
    ['{\n\t"name": "x"\n}', '{\n\t"name": "x",\n\t"dependencies": {\n\t\t"a": "^1.0.0"\n\t}\n}'],
    ['{\n  "dependencies": {}\n}', '{\n  "dependencies": {\n    "a": "^1.0.0"\n  }\n}'],
    ['{"dependencies":{"b":"1"}}', '{"dependencies":{"a": "^1.0.0","b":"1"}}'],
    [
      '{\r\n  "dependencies": {\r\n    "b": "1"\r\n  }\r\n}\r\n',
      '{\r\n  "dependencies": {\r\n    "a": "^1.0.0",\r\n    "b": "1"\r\n  }\r\n}\r\n',
    ],
  ])('adds to %j', (text, expected) => {
    expect(changePackageJson(text, [{ name: 'a', version: '^1.0.0' }])?.text).toBe(expected);
  });

  const four = manifest(
    '{',
    '  "devDependencies": {',
    '    "a": "1",',
    '    "b": "1",',
    '    "c": "1",',
    '    "d": "1"',
    '  }',
    '}',
  );
  test.each([
    [['a'], ['b', 'c', 'd']],
    [
      ['b', 'c'],
      ['a', 'd'],
    ],
    [['d'], ['a', 'b', 'c']],
    [
      ['c', 'd'],
      ['a', 'b'],
    ],
    [
      ['a', 'd'],
      ['b', 'c'],
    ],
    [['nope'], ['a', 'b', 'c', 'd']],
  ])('removes %j', (names, left) => {
    const change = changePackageJson(
      four,
      names.map((name) => ({ name, version: undefined })),
    );
    const lines = left.map((name) => `    "${name}": "1"`).join(',\n');
    expect(change?.text).toBe(manifest('{', '  "devDependencies": {', lines, '  }', '}'));
  });

  test('removes the only one while another comes', () => {
    const text = manifest('{', '  "dependencies": {', '    "old": "1"', '  }', '}');
    const change = changePackageJson(text, [
      { name: 'old', version: undefined },
      { name: 'new', version: '^2.0.0' },
    ]);
    expect(change?.text).toBe(text.replace('"old": "1"', '"new": "^2.0.0"'));
  });

  test('says what it could not raise', () => {
    const text = '{"dependencies":{"a":"workspace:*"}}';
    expect(changePackageJson(text, [{ name: 'a', version: '^1.0.0' }])).toEqual({
      text,
      unclear: [{ name: 'a', range: 'workspace:*' }],
    });
  });

  test.each(['', '[]', '{', '{ // comment\n}'])('leaves %j alone', (text) => {
    expect(changePackageJson(text, [{ name: 'a', version: '^1.0.0' }])).toBeUndefined();
  });
});

import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { escapeControls } from '../../src/ui/escape-controls.ts';
import { renderTable } from '../../src/ui/table.ts';

const columns = [
  { heading: 'state' },
  { heading: 'tokens', align: 'right' as const },
  { heading: 'what to do' },
];

describe('renderTable', () => {
  test('aligns words on the left and numbers on the right', () => {
    const rows = [
      ['migrated', '9,800', ''],
      ['failed', '12', 'link again'],
    ];
    expect(renderTable(columns, rows)).toBe(
      ['state     tokens  what to do', 'migrated   9,800', 'failed        12  link again', ''].join(
        '\n',
      ),
    );
  });

  test('measures wide characters as the terminal shows them', () => {
    const [, first = '', second = ''] = renderTable(
      [{ heading: 'k' }, { heading: 'n' }],
      [
        ['日本', '1'],
        ['abcd', '2'],
      ],
    ).split('\n');
    expect(stringWidth(first)).toBe(stringWidth(second));
  });

  test('clips the widest words to the width, and never a number', () => {
    const text = renderTable(columns, [['a'.repeat(50), '1,234,567', 'b'.repeat(90)]], 60);
    for (const line of text.trimEnd().split('\n'))
      expect(stringWidth(line)).toBeLessThanOrEqual(60);
    expect(text).toContain('1,234,567');
    expect(text).toContain('…');
  });

  test('keeps to the width with any words, down to eight columns a word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.string())),
        fc.integer({ min: 18, max: 120 }),
        (rows, width) => {
          const text = renderTable([{ heading: 'key' }, { heading: 'problem' }], rows, width);
          const lines = text.split('\n');
          expect(lines).toHaveLength(rows.length + 2);
          for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe('escapeControls', () => {
  test.each([
    ['\u001b[31mred', String.raw`\u001b[31mred`],
    ['a\r\nb\tc', String.raw`a\r\nb\tc`],
    ['\u009b2J', String.raw`\u009b2J`],
    ['\u007f', String.raw`\u007f`],
    ['\u202egnp.exe', String.raw`\u202egnp.exe`],
    ['a\u2028b', String.raw`a\u2028b`],
    ['日本 é 🙂 "quoted" \\', '日本 é 🙂 "quoted" \\'],
  ])('%j is shown as %j', (text, expected) => {
    expect(escapeControls(text)).toBe(expected);
  });

  test('leaves no control character in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeControls(text)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

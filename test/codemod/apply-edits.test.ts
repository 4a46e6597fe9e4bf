import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, overlap } from '../../src/codemod/apply-edits.ts';

const edit = (start: number, end: number, text: string) => ({ start, end, text });

describe('applyEdits', () => {
  test('splices in one go, whatever the order the edits are given in', () => {
    expect(applyEdits('abcdef', [edit(4, 5, 'E'), edit(0, 1, ''), edit(2, 2, '-')])).toBe('b-cdEf');
  });

  test('counts equal edits once, insertions too', () => {
    expect(
      applyEdits('ab', [edit(0, 1, ''), edit(0, 1, ''), edit(2, 2, '!'), edit(2, 2, '!')]),
    ).toBe('b!');
  });

  test('keeps insertions at one place in their order, before what is replaced from there', () => {
    expect(applyEdits('ab', [edit(1, 2, 'B'), edit(1, 1, '1'), edit(1, 1, '2')])).toBe('a12B');
  });

  test('inserts with the line ends of the place', () => {
    const text = 'a\r\nb\nc';
    expect(applyEdits(text, [edit(0, 0, 'x\n'), edit(3, 3, 'y\r\n'), edit(6, 6, '\n')])).toBe(
      'x\r\na\r\ny\nb\nc\n',
    );
  });

  test.each([
    [[edit(0, 3, ''), edit(2, 4, '')]],
    [[edit(0, 3, ''), edit(1, 1, 'x')]],
    [[edit(2, 7, '')]],
    [[edit(2, 1, '')]],
  ])('refuses %o', (edits) => {
    expect(() => applyEdits('abcdef', edits)).toThrow(RangeError);
  });

  test('changes nothing outside of its edits, for any text and any edits', () => {
    const anyText = fc
      .array(fc.constantFrom('a', 'b', ' ', '\n', '\r\n', '日', '😀'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(anyText, fc.array(fc.tuple(fc.nat(), fc.nat(), anyText)), (text, wanted) => {
        const cuts = wanted
          .flatMap(([a, b]) => [a % (text.length + 1), b % (text.length + 1)])
          .toSorted((a, b) => a - b);
        const edits = wanted.map(([, , inserted], index) =>
          edit(cuts[2 * index] ?? 0, cuts[2 * index + 1] ?? 0, inserted),
        );
        let kept = '';
        let position = 0;
        for (const { start, end } of edits) {
          kept += text.slice(position, start);
          position = end;
        }
        kept += text.slice(position);
        const bare = edits.map(({ start, end }) => edit(start, end, ''));
        expect(applyEdits(text, bare)).toBe(kept);
        const grown = applyEdits(text, edits).length;
        expect(grown).toBeGreaterThanOrEqual(kept.length);
      }),
    );
  });
});

test.each([
  [edit(0, 2, ''), edit(1, 3, ''), true],
  [edit(0, 2, ''), edit(2, 3, ''), false],
  [edit(0, 2, ''), edit(1, 1, 'x'), true],
  [edit(0, 2, ''), edit(0, 0, 'x'), false],
  [edit(0, 2, ''), edit(2, 2, 'x'), false],
  [edit(1, 1, 'x'), edit(1, 1, 'y'), false],
  [edit(0, 2, 'x'), edit(0, 2, 'x'), false],
  [edit(0, 2, 'x'), edit(0, 2, 'y'), true],
])('overlap of %o and %o is %s', (one, other, expected) => {
  expect(overlap(one, other)).toBe(expected);
  expect(overlap(other, one)).toBe(expected);
});

import { expect, test } from 'vitest';
import { placesIn } from '../../src/report/places-in.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';

test('lines and columns are counted from 1, whatever ends the lines', () => {
  const text = '// plaid\r\n\r\nhook();\n  last()';
  const placeOf = placesIn(memoryProject(new Map([['a.js', text]])));
  const placed = ['//', 'hook', 'last'].map((word) => {
    const start = text.indexOf(word);
    const { path, line, column } = placeOf('a.js', { start, end: start + 1 });
    return `${path}:${String(line)}:${String(column)}`;
  });
  expect(placed).toEqual(['a.js:1:1', 'a.js:3:1', 'a.js:4:3']);
});

import { expect, test } from 'vitest';
import { withoutComments } from '../../../src/rules/server/without-comments.ts';
import { placeOfCode } from '../../scan/code-in-memory.ts';

test.each([
  ['f(); // gone', 'f();'],
  ['f(/* gone */ a);', 'f(a);'],
  ['f();\n  // gone\n  g();', 'f();\n  g();'],
  ['on({ cors: /https:\\/\\// }, f); // gone', 'on({ cors: /https:\\/\\// }, f);'],
  ['on(`${a}://b`, f); // gone', 'on(`${a}://b`, f);'],
  ["on('http://b', f);", "on('http://b', f);"],
])('%s', (code, kept) => {
  const { source } = placeOfCode(code, 'a.ts').script;
  expect(withoutComments({ start: 0, end: code.length }, source)).toBe(kept);
});

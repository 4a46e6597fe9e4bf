import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { webhookHandlersOf } from '../../../src/rules/webhooks/webhook-handlers.ts';
import { webhookRules } from '../../../src/rules/webhooks/webhook-rules.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';
import { readFixture } from '../../codemod/fixture.ts';

const root = join(import.meta.dirname, '..', '..', 'fixtures');
const texts = globSync('webhook-*/*', { cwd: root }).flatMap((name) =>
  [...readFixture(join(root, name)).input].map(([path, text]) => [name, path, text] as const),
);

function findIn(text: string): number {
  const project = memoryProject(new Map([['plaid.ts', text]]), 'plaid-or-webhooks');
  const file = project.load('plaid.ts');
  if (file === undefined) return 0;
  for (const rule of webhookRules) rule.find(file, project, {});
  return webhookHandlersOf(file, project).length;
}

test('nothing is thrown for code that ends anywhere', () => {
  for (const [, , text] of texts) {
    for (let end = 40; end < text.length; end += 211) findIn(text.slice(0, end));
    for (let start = 40; start < text.length; start += 211) findIn(text.slice(start));
  }
  expect(texts.length).toBeGreaterThan(80);
});

test('names that are given one another come to an end', () => {
  const lines = Array.from({ length: 40 }, (_, index) => {
    const other = `b${String((index * 7) % 40)}`;
    return `b${String(index)} = ${other}.trim(); c${String(index)} = c${String((index * 3) % 40)} || ${other}.code;`;
  });
  const names = Array.from({ length: 40 }, (_, index) => `b${String(index)}, c${String(index)}`);
  const text = `
    export function plaidWebhook(body) {
      let ${names.join(', ')};
      b0 = body;
      ${[...lines, ...lines, ...lines].join('\n')}
      if (c1 === 0 || c2 === 1) find(body.access_token);
      for (const b of b) if (b.code === 2) find(b.access_token);
      const { code, ...rest } = rest;
      switch (code) { case 0: break; }
      const t = t[code] || t;
      t[code](body.access_token);
    }
  `;
  expect(findIn(text)).toBe(1);
});

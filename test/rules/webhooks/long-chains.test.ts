import { expect, test } from 'vitest';
import { webhookHandlersOf } from '../../../src/rules/webhooks/webhook-handlers.ts';
import type { BranchMatch } from '../../../src/rules/webhooks/webhook-handler.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';

/** So many that whatever looks at all of them for each of them takes minutes. */
const LENGTH = 3_000;

/** What the branches of a handler take whose tests are one chain of `else if`. */
function branchesOf(conditions: readonly string[], rest: string): readonly BranchMatch[] {
  const chain = conditions.map((each) => `if (${each}) relink(body, body.item_id);`).join(' else ');
  const text = `// Plaid\napp.post('/plaid/webhook', (req, res) => {\n  const body = req.body;\n  const code = body.code;\n  ${chain}${rest}\n});\n`;
  const project = memoryProject(new Map([['hooks.js', text]]), 'plaid-or-webhooks');
  const file = project.load('hooks.js');
  const [handler] = file === undefined ? [] : webhookHandlersOf(file, project);
  expect(handler?.takesOthers).toBe(rest !== '');
  return handler?.branches.map(({ takes }) => takes) ?? [];
}

function many(conditionOf: (index: number) => string): readonly string[] {
  return Array.from({ length: LENGTH }, (_, index) => conditionOf(index));
}

test('legacy codes, thousands of them, one after the other', () => {
  const branches = branchesOf(
    many((index) => `code === ${String(1000 + (index % 1000))}`),
    '',
  );
  expect(branches).toHaveLength(LENGTH);
  expect(branches.at(-1)).toEqual({ format: 'legacy', from: 1999, to: 1999 });
});

test('new codes, each with the type that its own test names', () => {
  const types = ['ITEM', 'TRANSACTIONS', 'AUTH'];
  const branches = branchesOf(
    many(
      (index) =>
        `body.webhook_type === '${types[index % 3] ?? ''}' && body.webhook_code === 'DEFAULT_UPDATE_${String(index)}'`,
    ),
    ' else ignore(body);',
  );
  expect(branches).toHaveLength(LENGTH);
  expect(branches.slice(-3)).toEqual(
    [2997, 2998, 2999].map((index) => ({
      format: 'new',
      type: types[index % 3],
      code: `DEFAULT_UPDATE_${String(index)}`,
    })),
  );
});

test('thousands of handlers in one file', () => {
  const functions = many(
    (index) =>
      `function on${String(index)}(body) { if (body.code === 0) pull(body.access_token); }`,
  );
  const project = memoryProject(
    new Map([['hooks.js', `// Webhooks of Plaid\n${functions.join('\n')}\n`]]),
    'plaid-or-webhooks',
  );
  const file = project.load('hooks.js');
  expect(file && webhookHandlersOf(file, project)).toHaveLength(functions.length);
});

test('a chain that hands the webhook to the same functions again and again', () => {
  const branches = many(
    (index) => `if (req.body.code === ${String(1000 + (index % 900))}) relink(req.body);`,
  );
  const text = `app.post('/plaid/webhook', (req, res) => {\n${branches.join('\n')}\n});\nfunction relink(hook) { look(hook.access_token); }\n`;
  const project = memoryProject(new Map([['hooks.js', text]]), 'plaid-or-webhooks');
  const file = project.load('hooks.js');
  const [handler] = file === undefined ? [] : webhookHandlersOf(file, project);
  expect(handler?.handed?.flatMap(({ reads }) => reads.map(({ field }) => field))).toEqual([
    'access_token',
  ]);
});

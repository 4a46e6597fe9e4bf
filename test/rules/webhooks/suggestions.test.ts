import { globSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { webhookHandlersOf } from '../../../src/rules/webhooks/webhook-handlers.ts';
import { formatsOf, type WebhookHandler } from '../../../src/rules/webhooks/webhook-handler.ts';
import { webhookLegacyCode } from '../../../src/rules/webhooks/webhook-legacy-code.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';
import type { TextEdit } from '../../../src/scan/text-edit.ts';
import { readFixture } from '../../codemod/fixture.ts';

const root = join(import.meta.dirname, '..', '..', 'fixtures');
/** A list that is looked up by index becomes an object, and constants of another file stay there. */
const byHand = new Set(['webhook-legacy/list-by-index']);
const folders = globSync('webhook-legacy/*', { cwd: root }).filter((name) => !byHand.has(name));

test.each(folders)('who writes what is suggested is done with it: %s', (name) => {
  const files = new Map(readFixture(join(root, name)).input);
  const before = memoryProject(files, 'plaid-or-webhooks');
  let suggested = 0;
  for (const file of before.files.values()) {
    const handlers = webhookHandlersOf(file, before).filter(
      (handler) => handler.bothFormats !== undefined,
    );
    suggested += handlers.length;
    const edits = handlers.flatMap((handler) => editsOf(handler));
    const [first] = handlers;
    const helper = first?.bothFormats?.code.split('// Here')[0] ?? '';
    files.set(file.path, helper + applied(file.text, edits));
  }
  expect(suggested).toBeGreaterThan(0);
  const after = memoryProject(files, 'plaid-or-webhooks');
  for (const file of after.files.values()) {
    expect(file.scripts.flatMap(({ syntaxErrors }) => syntaxErrors)).toEqual([]);
    const left = webhookLegacyCode.find(file, after, {});
    // What has no successor has no suggestion either.
    const messages = left
      .map(({ message }) => message)
      .filter((each) => !/takes its place/.test(each));
    expect(messages).toEqual([]);
    const isFound = before.files.has(file.path) && webhookHandlersOf(file, before).length > 0;
    const takesNew = webhookHandlersOf(file, after).some(
      (handler) => formatsOf(handler) !== 'legacy',
    );
    expect(takesNew).toBe(isFound);
  }
});

test('the suggested function names webhooks of both formats', () => {
  const { input } = readFixture(join(root, 'webhook-legacy/express-switch'));
  const project = memoryProject(input);
  const handlers = [...project.files.values()].flatMap((file) => webhookHandlersOf(file, project));
  const [code = ''] = handlers[0]?.bothFormats?.code.split('// Here') ?? [];
  const names: unknown = runInNewContext(`${code}\nbodies.map(webhookName)`, {
    bodies: [
      { code: 0 },
      { code: 4 },
      { code: '3' },
      { code: 1205 },
      { webhook_type: 'HOLDINGS', webhook_code: 'DEFAULT_UPDATE' },
    ],
  });
  expect(names).toEqual([
    'TRANSACTIONS/INITIAL_UPDATE',
    'ITEM/WEBHOOK_UPDATE_ACKNOWLEDGED',
    'TRANSACTIONS/TRANSACTIONS_REMOVED',
    'ITEM/ERROR',
    'HOLDINGS/DEFAULT_UPDATE',
  ]);
});

function editsOf({ bothFormats, branches }: WebhookHandler): readonly TextEdit[] {
  const edits = branches.flatMap(({ range, instead }) =>
    instead === undefined ? [] : [{ start: range.start, end: range.end, text: instead }],
  );
  if (bothFormats === undefined) return edits;
  const { range, code } = bothFormats;
  const isInside = edits.some(({ start, end }) => start <= range.start && range.end <= end);
  const use = code.split('\n').at(-1) ?? '';
  return isInside ? edits : [...edits, { start: range.start, end: range.end, text: use }];
}

function applied(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { start, end, text: insert } of edits.toSorted((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + insert + result.slice(end);
  }
  return result;
}

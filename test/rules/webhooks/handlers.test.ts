import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { webhookHandlersOf } from '../../../src/rules/webhooks/webhook-handlers.ts';
import type { WebhookHandler } from '../../../src/rules/webhooks/webhook-handler.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';
import type { Project } from '../../../src/scan/project.ts';
import type { Range, ScannedFile } from '../../../src/scan/scanned-file.ts';
import { readFixture } from '../../codemod/fixture.ts';

const root = join(import.meta.dirname, '..', '..', 'fixtures');
const folders = globSync('webhook-*/*', { cwd: root }).toSorted();

describe.each(folders)('%s', (name) => {
  const folder = join(root, name);

  test('has the handlers that handlers.json says', () => {
    // As JSON has them: without what is undefined.
    const found: readonly unknown[] = JSON.parse(JSON.stringify(handlersIn(folder)));
    const file = join(folder, 'handlers.json');
    if (process.env['UPDATE_HANDLERS'] !== undefined) update(file, found);
    const isThere = statSync(file, { throwIfNoEntry: false }) !== undefined;
    const expected: unknown = isThere ? JSON.parse(readFileSync(file, 'utf8')) : [];
    expect(found).toEqual(expected);
  });
});

test('files that have nothing to do with webhooks of Plaid have no handlers', () => {
  const silent = folders.filter((name) => name.startsWith('webhook-none/'));
  expect(silent.length).toBeGreaterThan(0);
  expect(silent.flatMap((name) => handlersIn(join(root, name)))).toEqual([]);
});

/** `UPDATE_HANDLERS=1 vitest run`: the fixtures are made to say what is found. Read the diff. */
function update(file: string, found: readonly unknown[]): void {
  if (found.length === 0) rmSync(file, { force: true });
  else writeFileSync(file, `${JSON.stringify(found, undefined, 2)}\n`);
}

/** Handlers in words: places as lines, ranges as the code that stands there. */
function handlersIn(folder: string): readonly unknown[] {
  const project = memoryProject(readFixture(folder).input, 'plaid-or-webhooks');
  return [...project.files.values()].flatMap((file) =>
    webhookHandlersOf(file, project).map((handler) => inWords(handler, file, project)),
  );
}

function readsInWords(
  reads: WebhookHandler['reads'],
  file: ScannedFile | undefined,
): readonly string[] {
  const lineAt = (position: number) => file?.text.slice(0, position).split('\n').length;
  return reads.map(({ field, range }) => `${String(lineAt(range.start))}: ${field}`);
}

function inWords(handler: WebhookHandler, file: ScannedFile, project: Project): unknown {
  const lineAt = (position: number) => file.text.slice(0, position).split('\n').length;
  const textOf = ({ start, end }: Range) => file.text.slice(start, end);
  const { range, branches, reads, handed, bothFormats, ...facts } = handler;
  return {
    ...facts,
    lines: `${String(lineAt(range.start))}-${String(lineAt(range.end))}`,
    branches: branches.map(({ range: place, takes, instead }) => ({
      at: `${String(lineAt(place.start))}: ${textOf(place)}`,
      takes: takenInWords(takes),
      instead,
    })),
    reads: readsInWords(reads, file),
    handed: handed?.map((each) => ({
      path: each.path,
      reads: readsInWords(each.reads, project.load(each.path)),
    })),
    ...(bothFormats === undefined
      ? {}
      : {
          bothFormats: {
            at: `${String(lineAt(bothFormats.range.start))}: ${textOf(bothFormats.range)}`,
            code: bothFormats.code.split(/\r?\n/),
          },
        }),
  };
}

function takenInWords(takes: WebhookHandler['branches'][number]['takes']): string {
  switch (takes.format) {
    case 'legacy':
      return takes.from === takes.to ? String(takes.from) : `${takes.from}-${takes.to}`;
    case 'new':
      return `${takes.type ?? '?'} / ${takes.code}`;
    case 'new-type':
      return `${takes.type} / *${takes.passedOn === true ? ', passed on' : ''}`;
  }
}

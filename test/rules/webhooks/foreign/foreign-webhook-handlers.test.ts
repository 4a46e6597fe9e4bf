import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findForeignWebhookHandlers } from '../../../../src/rules/webhooks/foreign/find-foreign-webhook-handlers.ts';
import type {
  BranchMatch,
  WebhookHandler,
} from '../../../../src/rules/webhooks/webhook-handler.ts';
import { memoryProject } from '../../../../src/scan/memory-project.ts';

const root = join(import.meta.dirname, 'handlers');
const cases = globSync('*', { cwd: root }).toSorted();

describe.each(cases)('%s', (name) => {
  test('has the handlers that handlers.txt lists', async () => {
    const said = handlersIn(filesOf(name)).map(described).join('');
    await expect(said === '' ? 'none\n' : said).toMatchFileSnapshot(
      join(root, name, 'handlers.txt'),
    );
  });

  test('has the same ones with CRLF', () => {
    const files = filesOf(name);
    const crlf = new Map([...files].map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
    const takes = (handlers: readonly WebhookHandler[]) =>
      handlers.map(({ branches, reads }) => [branches.map((each) => each.takes), reads.length]);
    expect(takes(handlersIn(crlf))).toEqual(takes(handlersIn(files)));
  });
});

function filesOf(name: string): ReadonlyMap<string, string> {
  const folder = join(root, name);
  const entries = globSync('**/*', { cwd: folder, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'handlers.txt');
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

function handlersIn(files: ReadonlyMap<string, string>): readonly WebhookHandler[] {
  const project = memoryProject(files, 'plaid-or-webhooks');
  return [...project.files.values()].flatMap((file) => findForeignWebhookHandlers(file, project));
}

function described(handler: WebhookHandler): string {
  const { path, route, does, verifies, takesOthers, inner, branches, reads, bothFormats } = handler;
  const handed = (handler.handed ?? []).flatMap((each) => each.reads);
  const flags = [
    route ?? 'no route',
    does,
    ...(inner === true ? ['inner'] : []),
    ...(handler.handsOn === true ? ['hands on'] : []),
    ...(verifies ? ['verifies'] : []),
    ...(takesOthers ? ['takes others'] : []),
  ];
  const fields = [...new Set(reads.map(({ field }) => field))];
  return [
    `${path}: ${flags.join(', ')}`,
    ...branches.map(({ takes, instead }) =>
      instead === undefined ? `  ${taken(takes)}` : `  ${taken(takes)}: ${instead}`,
    ),
    `  reads ${fields.join(' ')}`.trimEnd(),
    ...(handed.length === 0 ? [] : [`  handed on ${handed.map(({ field }) => field).join(' ')}`]),
    ...(bothFormats?.code.split('\n').map((line) => `  | ${line}`.trimEnd()) ?? []),
    '',
  ].join('\n');
}

function taken(takes: BranchMatch): string {
  switch (takes.format) {
    case 'legacy':
      return takes.from === takes.to
        ? String(takes.from)
        : `${String(takes.from)}-${String(takes.to)}`;
    case 'new':
      return `${takes.type ?? '?'} / ${takes.code}`;
    case 'new-type':
      return `${takes.type} / ${takes.passedOn === true ? 'passed on' : '*'}`;
  }
}

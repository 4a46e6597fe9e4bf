import { expect, test } from 'vitest';
import { collectRequests } from '../../src/codemod/collect-requests.ts';
import type { Site } from '../../src/rules/rule.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';

const request = {
  purpose: 'link',
  fields: [{ name: 'client_name', value: { kind: 'literal', value: 'Acme' } }],
  notes: [],
} as const;

function site(path: string, url: string): Site {
  return {
    rule: 'link-create',
    path,
    range: { start: 0, end: 5 },
    outcome: 'rewritten',
    message: 'It asks for a token.',
    edits: [],
    request,
    generates: [
      {
        kind: 'link-handler',
        name: 'createLinkHandler',
        at: 0,
        scope: 0,
        plaid: 'Plaid',
        source: { url, client: { kind: 'fetch' }, options: [], configuration: undefined },
        token: { given: false, stored: false, returns: false },
      },
    ],
  };
}

test('equal requests are one, with every place and every endpoint that is asked', () => {
  const project = memoryProject(
    new Map([
      ['a.js', 'Plaid'],
      ['b.js', 'Plaid'],
    ]),
  );
  const sites = [site('a.js', "'/api/link'"), site('b.js', '"/api/link"'), site('b.js', 'BASE')];
  expect(collectRequests(project, sites)).toEqual([
    {
      request,
      urls: ['/api/link', 'BASE'],
      sites: [
        { path: 'a.js', line: 1 },
        { path: 'b.js', line: 1 },
        { path: 'b.js', line: 1 },
      ],
    },
  ]);
});

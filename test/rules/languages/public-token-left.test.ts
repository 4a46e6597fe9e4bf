import { join } from 'node:path';
import { expect, test } from 'vitest';
import { foreignSdkCall } from '../../../src/rules/languages/foreign-sdk-call.ts';
import { publicTokenLeft } from '../../../src/rules/languages/public-token-left.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';
import { readFixture } from '../../codemod/fixture.ts';

const root = join(import.meta.dirname, '..', '..', 'fixtures', 'public-token-left');

test.each([
  ['go-and-react', ['public-token-left server.go']],
  // Pages that may open Link with it: whoever takes it needs a link_token in its place.
  ['page-asks', ['foreign-sdk-call app.rb']],
  ['half-migrated', ['foreign-sdk-call views.py']],
])('one rule speaks of the public_token in %s', (name, expected) => {
  const project = memoryProject(readFixture(join(root, name)).input);
  const said = [...project.files.values()].flatMap((file) =>
    [foreignSdkCall, publicTokenLeft].flatMap((rule) => rule.find(file, project, {})),
  );
  expect(said.map(({ rule, path }) => `${rule} ${path}`)).toEqual(expected);
});

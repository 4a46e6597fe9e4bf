import { expect, test } from 'vitest';
import { openProject } from '../../src/scan/open-project.ts';
import { tempRepository } from './temp-tree.ts';

const files = {
  'web/app.js': 'use(PLAID_KEY);',
  'web/.env': 'PLAID_KEY=1',
  'server/index.js': 'use(PLAID_KEY);',
  'server/other.js': 'use(OTHER);',
  'server/bundle.js': 'use(PLAID_KEY);\n__webpack_require__(1);\n',
  'node_modules/a/index.js': 'use(PLAID_KEY);',
  '.gitignore': '.env.local\n',
  '.env.local': 'PLAID_KEY=1',
};

test('finds a name in the files that were not asked for, and in no others', async () => {
  const { project } = await openProject({ cwd: tempRepository(files), paths: ['web'] });
  const paths = project.mentioningElsewhere('PLAID_KEY').map(({ path }) => path);
  expect(paths).toEqual(['server/index.js']);
  expect(project.mentioningElsewhere('NOBODY')).toEqual([]);
  // A name that does not hold Plaid's may stand in any file.
  expect(project.mentioningElsewhere('OTHER').map(({ path }) => path)).toEqual(['server/other.js']);
});

test('knows which of them name Plaid', async () => {
  const { project } = await openProject({ cwd: tempRepository(files), paths: ['web'] });
  expect(project.filesElsewhere.map(({ path }) => path)).toEqual(['server/index.js']);
  expect([...project.files.keys()]).toEqual(['web/.env', 'web/app.js']);
});

test('there are none where the whole tree was asked for', async () => {
  const { project } = await openProject({ cwd: tempRepository(files), paths: ['.'] });
  expect(project.mentioningElsewhere('PLAID_KEY')).toEqual([]);
  expect(project.filesElsewhere).toEqual([]);
});

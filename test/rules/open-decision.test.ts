import { expect, test } from 'vitest';
import { planCodemod } from '../../src/codemod/plan-codemod.ts';
import { rules } from '../../src/rules/index.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';

test.each([
  ['sdk-client', 'server'],
  ['link-create', 'client'],
  ['a-rule-of-old', undefined],
])('a marker of %s stands where its rule does', (rule, stage) => {
  const code = `// TODO(plaid-migrate): [${rule}] Say which.\nstart('plaid');\n`;
  const { files } = planCodemod(memoryProject(new Map([['a.js', code]])), rules, {
    includes: () => true,
  });
  expect(files.flatMap(({ findings }) => findings)).toMatchObject([
    { rule: 'open-decision', message: `Still open, of ${rule}: Say which.` },
  ]);
  expect(files[0]?.findings[0]?.stage).toBe(stage);
});

import { expect, test } from 'vitest';
import { buildReport } from '../../src/report/build-report.ts';
import { failures, type FailOn } from '../../src/report/fail-on.ts';
import { readCode } from '../../src/report/run-report.ts';
import { reportRules } from '../../src/rules/report-rules.ts';
import { tempTree } from '../codemod/temp-tree.ts';

const copy = `import { usePlaidLink } from '../src';
export const useBank = (props) => {
  const options = { publicKey: props.publicKey, token: props.token, onSuccess: props.done };
  return usePlaidLink(options);
};
`;
const legacy = `import { usePlaidLink } from 'react-plaid-link';
export const useBank = (props) =>
  usePlaidLink({ publicKey: 'x', env: 'sandbox', product: ['auth'], clientName: 'A', onSuccess: props.done });
`;

test.each([
  ['a key beside a token that may be a link_token', copy, 'legacy-link', 0],
  ['a key beside a token that may be a link_token', copy, 'any', 1],
  ['a key alone', legacy, 'legacy-link', 1],
  ['a key alone', legacy, 'legacy-webhook', 0],
] as const)('%s, %j, fails %s %i times', async (_, text, failOn: FailOn, expected) => {
  const { root } = tempTree({ 'src/bank.js': text });
  const questions = { rules: reportRules, webhookHandlersOf: () => [] };
  const report = buildReport(await readCode({ cwd: root, paths: ['.'] }, async () => questions));
  expect(failures(report, failOn).findings).toHaveLength(expected);
});

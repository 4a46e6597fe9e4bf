import type { Rule } from '../rule.ts';
import { sdkSites } from './sdk-sites.ts';
import { mayUseSdk } from './sdk-unit.ts';

/** Calls of methods of plaid-node 8 and before: other names, one request, `data` in answers and errors. */
export const sdkCall: Rule = {
  id: 'sdk-call',
  title: 'A method of an older Plaid SDK',
  severity: 'error',
  stage: 'server',
  docs: 'https://github.com/plaid/plaid-node#migration-guide-from-v8-to-v9',
  mightApply: mayUseSdk,
  find: (file, project, settings) =>
    sdkSites(project, settings, file.path).filter(({ rule }) => rule === 'sdk-call'),
};

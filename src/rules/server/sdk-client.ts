import type { Rule } from '../rule.ts';
import { sdkSites } from './sdk-sites.ts';
import { mayUseSdk } from './sdk-unit.ts';

/** Clients of plaid-node 8 and before, and what the code has of the SDK besides its methods. */
export const sdkClient: Rule = {
  id: 'sdk-client',
  title: 'A Plaid client of before the current SDK, which may not mint link tokens',
  severity: 'error',
  stage: 'server',
  docs: 'https://github.com/plaid/plaid-node#migration-guide-from-v8-to-v9',
  mightApply: mayUseSdk,
  find: (file, project, settings) =>
    sdkSites(project, settings, file.path).filter(({ rule }) => rule === 'sdk-client'),
};

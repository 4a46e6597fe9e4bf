import type { Rule } from '../rule.ts';
import { callsIn, foreignSdkCall } from './foreign-sdk-call.ts';
import { opensWithLinkTokens } from './opens-with-link-token.ts';

const ID = 'public-token-left';

/**
 * Public tokens for update mode that a server still makes when all that opens Link does so with link tokens:
 * Plaid's own quickstart kept that route. Plaid answers it as before, but nothing takes what it gives.
 */
export const publicTokenLeft: Rule = {
  id: ID,
  title: 'A public_token that nothing here opens Link with any more',
  severity: 'note',
  stage: 'server',
  docs: 'https://plaid.com/docs/link/update-mode/',
  mightApply: foreignSdkCall.mightApply,
  find: (file, project, settings) =>
    callsIn(file, project)
      .filter(({ call }) => call === 'public-token')
      .filter(() => opensWithLinkTokens(project, settings))
      .map(({ range }) => ({
        rule: ID,
        path: file.path,
        range,
        outcome: 'manual',
        edits: [],
        message: 'This makes a public_token for update mode, and Link is opened with link tokens.',
        next: 'Take it out. Should an app elsewhere still ask for it: that needs a link_token instead, made with the access_token and without products.',
      })),
};

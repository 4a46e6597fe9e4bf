import type { Rule, Site } from './rule.ts';

const MARKER = /TODO\(plaid-migrate\): \[([\w-]+)\] ([^\r\n]*)/g;

/**
 * The markers that `rules` left in earlier runs: what a person has not decided yet is a finding of every
 * run, and stands on the road where its rule does.
 */
export const openDecision = (rules: readonly Rule[]): Rule => ({
  id: 'open-decision',
  title: 'A decision of an earlier run is still open',
  severity: 'warning',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => text.includes('TODO(plaid-migrate)'),
  find: ({ path, text }) => [...text.matchAll(MARKER)].map((match) => siteOf(match, path, rules)),
});

function siteOf(match: RegExpExecArray, path: string, rules: readonly Rule[]): Site {
  const [whole, rule = '', said = ''] = match;
  const stage = rules.find(({ id }) => id === rule)?.stage;
  return {
    rule: 'open-decision',
    path,
    range: { start: match.index, end: match.index + whole.length },
    outcome: 'needs-decision',
    message: `Still open, of ${rule}: ${withoutEnd(said)}.`,
    next: 'Decide, then take the comment out.',
    ...(stage === undefined ? {} : { stage }),
    edits: [],
  };
}

/** The text without what closes the comment it stands in. */
function withoutEnd(text: string): string {
  return text.replace(/\s*(\*\/\}?|-->)\s*$/, '').replace(/[.\s]+$/, '');
}

import type { Finding, Report, Topic } from './report.ts';

/** What `--fail-on` takes. */
export const failOnChoices = ['none', 'legacy-webhook', 'legacy-link', 'any'] as const;
export type FailOn = (typeof failOnChoices)[number];

/**
 * What makes a gate fail: findings of the kind that are not in the baseline, and with `any` also files
 * that could not be read. Notes never do.
 */
export function failures(
  { findings, unread }: Report,
  failOn: FailOn,
): { readonly findings: readonly Finding[]; readonly unread: number } {
  const fresh = findings.filter(({ known, severity }) => !known && severity !== 'note');
  switch (failOn) {
    case 'none':
      return { findings: [], unread: 0 };
    case 'legacy-webhook':
      return { findings: certain(fresh, 'webhook'), unread: 0 };
    case 'legacy-link':
      return { findings: certain(fresh, 'link'), unread: 0 };
    case 'any':
      return { findings: fresh, unread: unread.length };
  }
}

/** Warnings may be nothing: a key beside a token, say, which may be a link_token already. */
function certain(findings: readonly Finding[], topic: Topic): readonly Finding[] {
  return findings.filter((each) => each.topic === topic && each.severity === 'error');
}

import type { Finding, Report } from './report.ts';

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
      return { findings: fresh.filter(isLegacyWebhook), unread: 0 };
    case 'legacy-link':
      return { findings: fresh.filter(({ topic }) => topic === 'link'), unread: 0 };
    case 'any':
      return { findings: fresh, unread: unread.length };
  }
}

function isLegacyWebhook({ topic, severity }: Finding): boolean {
  return topic === 'webhook' && severity === 'error';
}

import type { CodemodPlan, FileProblem } from '../codemod/codemod-plan.ts';
import type { Rule } from '../rules/rule.ts';
import type { Skipped } from '../scan/skipped.ts';
import { countBaseline, type Baseline } from './baseline.ts';
import { buildFindings, rulesOf } from './build-findings.ts';
import type { CodeFacts } from './code-facts.ts';
import type { Report, Tokens, WebhookLog } from './report.ts';
import { buildRoad } from './road.ts';
import { unreadFiles } from './unread-files.ts';
import { isWithin } from './within-paths.ts';
import { takesLegacy, takesNew, webhookRows, type FoundHandlers } from './webhook-rows.ts';
import type { WebhookCounts } from './webhook-log/webhook-counts.ts';

/** What was found in the code. */
export interface CodeFindings {
  /** Relative to the root; empty for the root itself. */
  readonly paths: readonly string[];
  readonly rules: readonly Rule[];
  readonly plan: CodemodPlan;
  readonly found: FoundHandlers;
  readonly facts: CodeFacts;
  readonly seen: number;
  readonly lookedAt: number;
  readonly skipped: readonly Skipped[];
  /** Files that were met while looking, and what failed there. */
  readonly failed: ReadonlyMap<string, FileProblem>;
}

/** What was given besides the code. */
export interface Besides {
  readonly tokens?: Omit<Tokens, 'ahead'>;
  /** As in a command: ` --ledger x`, empty for the default ledger. */
  readonly ledgerFlag?: string;
  readonly log?: WebhookCounts;
  readonly baseline?: Baseline;
}

/** The document of `report`, of everything that was found. */
export function buildReport(code: CodeFindings, besides: Besides = {}): Report {
  const { baseline, ledgerFlag = '' } = besides;
  const paths = code.paths.map((path) => path || '.');
  const known = new Set(baseline?.findings.map(({ fingerprint }) => fingerprint));
  // What a rewrite would do to the rest of the tree is nothing that is asked about.
  const files = code.plan.files.filter(({ path }) => isWithin(path, paths));
  const findings = buildFindings(files, code.rules, known);
  const webhooks = webhookRows(code.found, code.facts.products);
  const isBehind = webhooks.handlers.some(({ formats }) => formats === 'legacy');
  const tokens: Tokens | null =
    besides.tokens === undefined
      ? null
      : { ...besides.tokens, ahead: besides.tokens.sendNewFormat > 0 && isBehind };
  return {
    schemaVersion: 1,
    command: 'report',
    paths,
    road: buildRoad({ paths, findings, webhooks, tokens, facts: code.facts, ledgerFlag }),
    rules: rulesOf(findings, code.rules),
    findings,
    webhooks,
    tokens,
    webhookLog: besides.log === undefined ? null : logRows(besides.log, code.found),
    counts: {
      seen: code.seen,
      lookedAt: code.lookedAt,
      withFindings: new Set(findings.map(({ path }) => path)).size,
      skipped: code.skipped.filter(({ kind }) => kind === 'file').length,
    },
    unread: unreadFiles(files, code.skipped, code.failed),
    baseline: baseline === undefined ? null : countBaseline(baseline, findings, paths),
  };
}

function logRows(log: WebhookCounts, { handlers }: FoundHandlers): WebhookLog {
  const { lines, others, broken, codes } = log;
  return {
    lines,
    others,
    broken,
    codes: codes.map(({ webhook, count, items }) =>
      webhook.format === 'legacy'
        ? {
            format: 'legacy',
            name: String(webhook.code),
            count,
            items,
            handled: takesLegacy(handlers, webhook.code),
          }
        : {
            format: 'new',
            name: `${webhook.type} / ${webhook.code}`,
            count,
            items,
            handled: takesNew(handlers, webhook),
          },
    ),
  };
}

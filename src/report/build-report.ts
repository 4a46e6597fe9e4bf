import { redactSource } from '../codemod/redact-source.ts';
import type { CodemodPlan, FileProblem, PlannedFile } from '../codemod/codemod-plan.ts';
import { isUnread } from '../codemod/codemod-result.ts';
import type { Rule } from '../rules/rule.ts';
import { skipSentence, type Skipped } from '../scan/skipped.ts';
import { countBaseline, type Baseline } from './baseline.ts';
import { buildFindings, rulesOf } from './build-findings.ts';
import type { CodeFacts } from './code-facts.ts';
import type { Report, Tokens, UnreadFile, WebhookLog } from './report.ts';
import { buildRoad } from './road.ts';
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

/** Files that could not be read, or not as a whole, by path. */
export function unreadFiles(
  files: readonly PlannedFile[],
  skipped: readonly Skipped[],
  failed: ReadonlyMap<string, FileProblem> = new Map(),
): readonly UnreadFile[] {
  const reasons = new Map<string, string>();
  for (const each of skipped) if (isUnread(each)) reasons.set(each.path, skipSentence(each.reason));
  for (const [path, problem] of failed) reasons.set(path, problemSentence(problem));
  for (const { path, problem } of files) {
    if (problem !== undefined) reasons.set(path, problemSentence(problem));
  }
  return [...reasons]
    .map(([path, reason]) => ({ path, reason }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function problemSentence({ kind, message, line }: FileProblem): string {
  const said = redactSource(message);
  switch (kind) {
    case 'unparsable':
      return `does not parse${line === undefined ? '' : ` at line ${String(line)}`}: ${said}`;
    case 'unsound':
      return `would be broken by codemod, which leaves it alone: ${said}`;
    case 'rule-failed':
      return `made a rule fail, which is a bug of plaid-migrate: ${said}`;
  }
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

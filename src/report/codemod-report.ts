import type { CodemodFile, CodemodMode, CodemodResult } from '../codemod/codemod-result.ts';
import { countReasons } from '../codemod/count-reasons.ts';
import { redactRequest } from '../codemod/redact-request.ts';
import { redactSource } from '../codemod/redact-source.ts';
import type { Rule } from '../rules/rule.ts';
import { buildFindings, rulesOf } from './build-findings.ts';
import { unreadFiles } from './unread-files.ts';
import type { Report } from './report.ts';

/** The document of `codemod`: that of `report`, with what the run did or would do besides. */
export interface CodemodReport extends Report {
  readonly codemod: {
    readonly mode: CodemodMode;
    readonly counts: Readonly<Record<string, unknown>>;
    readonly files: readonly object[];
    readonly skipped: readonly object[];
    readonly linkTokenRequests: readonly object[];
    readonly git: { readonly unchecked: string } | null;
  };
}

/** What a run of `codemod` leaves to do; what it has written is none of that. */
export function codemodReport(
  result: CodemodResult,
  rules: readonly Rule[],
  diffs: ReadonlyMap<string, string>,
): CodemodReport {
  const { mode, paths, counts, withoutPlaid, files, skipped, requests, unchecked } = result;
  const findings = buildFindings(files.map(withoutWritten(mode)), rules, new Set());
  return {
    schemaVersion: 1,
    command: 'codemod',
    paths: paths.map((path) => path || '.'),
    road: null,
    rules: rulesOf(findings, rules),
    findings,
    webhooks: null,
    tokens: null,
    webhookLog: null,
    counts: {
      seen: counts.seen,
      lookedAt: counts.seen - counts.skipped - withoutPlaid,
      withFindings: new Set(findings.map(({ path }) => path)).size,
      skipped: counts.skipped,
    },
    unread: unreadFiles(files, skipped),
    baseline: null,
    codemod: {
      mode,
      counts: { ...counts, withoutPlaid, skippedFor: countReasons(result) },
      files: files.map((file) => fileEntry(file, diffs.get(file.path))),
      skipped: skipped.map(({ path, kind, reason, named }) => ({ path, kind, reason, named })),
      linkTokenRequests: requests.map(({ request, urls, sites }) => {
        const { purpose, fields, notes } = redactRequest(request);
        return { purpose, urls, fields, notes, sites };
      }),
      git: unchecked === undefined ? null : { unchecked },
    },
  };
}

function withoutWritten(mode: CodemodMode): (file: CodemodFile) => CodemodFile {
  return (file) => {
    const isWritten = mode === 'write' && file.state !== 'failed' && file.state !== 'stopped';
    return isWritten
      ? { ...file, findings: file.findings.filter(({ outcome }) => outcome !== 'rewritten') }
      : file;
  };
}

function fileEntry(file: CodemodFile, diff: string | undefined): object {
  const { path, state, problem, refusal, findings, created } = file;
  return {
    path,
    state,
    problem:
      problem === undefined
        ? null
        : {
            kind: problem.kind,
            line: problem.line ?? null,
            message: redactSource(problem.message),
          },
    refusal: refusal ?? null,
    created: created === true,
    findings: findings.map(({ rule, outcome, line, column, message, next }) => ({
      rule,
      outcome,
      line,
      column,
      message,
      next: next ?? null,
    })),
    ...(diff === undefined ? {} : { diff }),
  };
}

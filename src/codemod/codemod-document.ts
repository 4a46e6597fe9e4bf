import type { SkipReason } from '../scan/skipped.ts';
import type { CodemodFile, CodemodResult } from './codemod-result.ts';
import { redactRequest } from './redact-request.ts';
import { redactSource } from './redact-source.ts';

/** The document of `codemod --format json`. Changes that break readers raise `schemaVersion`. */
export function codemodDocument(result: CodemodResult, diffs: ReadonlyMap<string, string>): object {
  const { mode, paths, counts, withoutPlaid, files, skipped, requests, unchecked } = result;
  return {
    schemaVersion: 1,
    command: 'codemod',
    mode,
    paths: paths.map((path) => path || '.'),
    counts: { ...counts, withoutPlaid, skippedFor: countReasons(result) },
    files: files.map((file) => fileEntry(file, diffs.get(file.path))),
    skipped: skipped.map(({ path, kind, reason, named }) => ({ path, kind, reason, named })),
    linkTokenRequests: requests.map(({ request, urls, sites }) => {
      const { purpose, fields, notes } = redactRequest(request);
      return { purpose, urls, fields, notes, sites };
    }),
    git: unchecked === undefined ? null : { unchecked },
  };
}

/** How many files were skipped for each reason. */
export function countReasons({ skipped }: CodemodResult): Partial<Record<SkipReason, number>> {
  const counts: Partial<Record<SkipReason, number>> = {};
  for (const { kind, reason } of skipped) {
    if (kind === 'file') counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
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

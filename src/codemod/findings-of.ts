import type { Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import type { DropReason } from './choose-sites.ts';
import type { Finding } from './codemod-plan.ts';
import { lineAt } from './line-starts.ts';
import type { PackageNote } from './package-changes.ts';
import { redactSource } from './redact-source.ts';

/** What there is to say about every file, by position. */
export function findingsOf(
  project: Project,
  sites: readonly Site[],
  reasonOf: (site: Site) => DropReason | undefined,
  notes: readonly PackageNote[],
): Map<string, Finding[]> {
  const all = sites.map((site) => {
    const reason = reasonOf(site);
    return reason === undefined ? asItEnds(project, site) : manual(project, site, reason);
  });
  all.push(...notes.map((note) => manual(project, note.site, note)));
  const byPath = new Map<string, Finding[]>();
  for (const each of all.toSorted((a, b) => a.line - b.line || a.column - b.column)) {
    const there = byPath.get(each.path);
    if (there === undefined) byPath.set(each.path, [each]);
    else there.push(each);
  }
  return byPath;
}

/** Line and column of a site, from 1. */
export function placeOf(project: Project, { path, range }: Site): { line: number; column: number } {
  const file = project.load(path);
  if (file === undefined) return { line: 1, column: range.start + 1 };
  const { line, start } = lineAt(file, range.start);
  return { line, column: range.start - start + 1 };
}

function asItEnds(project: Project, site: Site): Finding {
  const { outcome, message, next, edits, marker, generates = [], creates = [] } = site;
  const isWorkedOn =
    [edits, generates, creates].some(({ length }) => length > 0) || marker !== undefined;
  return finding(project, site, {
    outcome,
    message,
    ...(next === undefined ? {} : { next }),
    isWorkedOn,
  });
}

function manual(project: Project, site: Site, { message, next }: DropReason): Finding {
  return finding(project, site, { outcome: 'manual', message, next, isWorkedOn: false });
}

function finding(
  project: Project,
  site: Site,
  end: Pick<Finding, 'outcome' | 'message' | 'next' | 'isWorkedOn'>,
): Finding {
  const { rule, path, range, stage, replacement } = site;
  return {
    rule,
    path,
    ...placeOf(project, site),
    range,
    outcome: end.outcome,
    message: redactSource(end.message),
    ...(end.next === undefined ? {} : { next: redactSource(end.next) }),
    isWorkedOn: end.isWorkedOn,
    ...(stage === undefined ? {} : { stage }),
    ...(replacement === undefined ? {} : { replacement: redactSource(replacement) }),
  };
}

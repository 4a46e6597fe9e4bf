import type { CodemodPlan, Finding as Found, PlannedFile } from '../codemod/codemod-plan.ts';
import type { Rule } from '../rules/rule.ts';
import { excerptOf } from './excerpt.ts';
import { fingerprints } from './fingerprint.ts';
import type { Finding, Remedy, RuleRow, Topic } from './report.ts';

/** Every finding of a plan as the document has it, by path, line, column and rule. */
export function buildFindings(
  files: CodemodPlan['files'],
  rules: readonly Rule[],
  known: ReadonlySet<string>,
): readonly Finding[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return files
    .toSorted((a, b) => compare(a.path, b.path))
    .flatMap((file) => {
      const found = file.findings.toSorted(inOrder).filter(isFirst);
      if (found.length === 0) return [];
      const lines = file.before.split(/\r?\n/);
      const ids = fingerprints(
        found.map(({ rule, path, range }) => ({
          rule,
          path,
          code: file.before.slice(range.start, range.end),
        })),
      );
      return found.map((each, index) =>
        buildFinding(each, { file, lines, rule: byId.get(each.rule), known }, ids[index] ?? ''),
      );
    });
}

interface Surroundings {
  readonly file: PlannedFile;
  readonly lines: readonly string[];
  readonly rule: Rule | undefined;
  readonly known: ReadonlySet<string>;
}

function buildFinding(
  found: Found,
  { file, lines, rule, known }: Surroundings,
  fingerprint: string,
): Finding {
  const { path, line, column } = found;
  const { endLine, endColumn } = endOf(file, found);
  const { message, next } = said(found, rule);
  return {
    fingerprint,
    rule: found.rule,
    topic: topicOf(found, rule),
    stage: found.stage ?? rule?.stage ?? 'client',
    severity: rule?.severity ?? 'error',
    remedy: remedyOf(found),
    path,
    line,
    column,
    endLine,
    endColumn,
    message,
    next,
    replacement: found.replacement ?? null,
    excerpt: excerptOf({ path, lines }, line, endLine),
    known: known.has(fingerprint),
  };
}

/** The rules that findings name, in their own order. */
export function rulesOf(
  findings: readonly Pick<Finding, 'rule'>[],
  rules: readonly Rule[],
): readonly RuleRow[] {
  const named = new Set(findings.map(({ rule }) => rule));
  return rules
    .filter(({ id }) => named.has(id))
    .map(({ id, title, severity, docs }) => ({ id, title, severity, docs }));
}

function inOrder(a: Found, b: Found): number {
  return a.line - b.line || a.column - b.column || compare(a.rule, b.rule);
}

/** Handlers that hand their webhooks to one function say the same of it. */
function isFirst(found: Found, index: number, all: readonly Found[]): boolean {
  const before = all[index - 1];
  return (
    before === undefined ||
    before.rule !== found.rule ||
    before.message !== found.message ||
    before.range.start !== found.range.start ||
    before.range.end !== found.range.end
  );
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function topicOf({ rule, stage }: Found, known: Rule | undefined): Topic {
  if (rule === 'open-decision') return 'decision';
  if (rule === 'public-key-elsewhere') return 'key';
  switch (stage ?? known?.stage ?? 'client') {
    case 'handlers':
      return 'webhook';
    case 'tokens':
    case 'server':
      return 'server';
    case 'client':
      return 'link';
  }
}

function remedyOf({ outcome, isWorkedOn }: Found): Remedy {
  if (outcome === 'rewritten') return 'codemod';
  return isWorkedOn ? 'decision' : 'by-hand';
}

/** Rules say what became of a place, and here nothing has become of it yet. */
function said(found: Found, rule: Rule | undefined): Pick<Finding, 'message' | 'next'> {
  const { message, next = null } = found;
  if (rule === undefined || remedyOf(found) === 'by-hand') return { message, next };
  const rest = next === null ? '' : ` ${next}`;
  return { message: `${rule.title}.`, next: `After codemod: ${message}${rest}` };
}

/** The end of its range, in the terms of {@link Found.line} and {@link Found.column}. */
function endOf(
  { before }: PlannedFile,
  { range, line, column }: Found,
): Pick<Finding, 'endLine' | 'endColumn'> {
  const code = before.slice(range.start, range.end);
  const lastBreak = code.lastIndexOf('\n');
  if (lastBreak === -1) return { endLine: line, endColumn: column + code.length };
  return { endLine: line + code.split('\n').length - 1, endColumn: code.length - lastBreak };
}

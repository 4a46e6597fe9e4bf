import type { BaselineCounts, Finding } from './report.ts';
import { isWithin } from './within-paths.ts';

/** What a team knows of and burns down: `--fail-on` looks at what is not in it. */
export interface Baseline {
  readonly findings: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly fingerprint: string;
  /** For whoever reads the file, and to tell what was looked at. */
  readonly rule: string;
  readonly path: string;
}

/** The file of `--baseline`: one finding a line, in a fixed order, so that merges are easy. */
export function baselineText(
  findings: readonly Finding[],
  kept: readonly BaselineEntry[] = [],
): string {
  const entries = [...findings, ...kept].map(({ fingerprint, rule, path }) => ({
    fingerprint,
    rule,
    path,
  }));
  const lines = entries
    .toSorted((a, b) => compare(a.path, b.path) || compare(a.fingerprint, b.fingerprint))
    .map((entry) => `    ${JSON.stringify(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "schemaVersion": 1,\n  "findings": ${list}\n}\n`;
}

/** What the file of `--baseline` holds. */
export type BaselineReading =
  | { readonly kind: 'read'; readonly baseline: Baseline }
  | { readonly kind: 'not-json' }
  /** Of a version of ours that knows more. */
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'other' };

/** Reads the text of a baseline. */
export function parseBaseline(text: string): BaselineReading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { kind: 'not-json' };
  }
  if (!isRecord(value)) return { kind: 'other' };
  const { schemaVersion: version, findings } = value;
  if (typeof version === 'number' && version > 1) return { kind: 'newer', version };
  if (version !== 1 || !Array.isArray(findings)) return { kind: 'other' };
  const entries = findings.flatMap((each: unknown) => entryOf(each) ?? []);
  return entries.length === findings.length
    ? { kind: 'read', baseline: { findings: entries } }
    : { kind: 'other' };
}

/** Entries of files that were not looked at are neither known nor gone. */
export function countBaseline(
  { findings: entries }: Baseline,
  findings: readonly Finding[],
  paths: readonly string[],
): BaselineCounts {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const known = findings.filter((finding) => finding.known).length;
  return {
    known,
    new: findings.length - known,
    gone: entries.filter(
      ({ path, fingerprint }) => isWithin(path, paths) && !found.has(fingerprint),
    ).length,
  };
}

/** The entries of files that were not looked at. */
export function entriesOutside(
  { findings }: Baseline,
  paths: readonly string[],
): readonly BaselineEntry[] {
  return findings.filter(({ path }) => !isWithin(path, paths));
}

function entryOf(value: unknown): BaselineEntry | undefined {
  if (!isRecord(value)) return undefined;
  const { fingerprint, rule, path } = value;
  return typeof fingerprint === 'string' && typeof rule === 'string' && typeof path === 'string'
    ? { fingerprint, rule, path }
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { OpenedProject } from '../scan/open-project.ts';
import type { Skipped, SkipReason } from '../scan/skipped.ts';
import { fileState, type CodemodPlan, type FileState, type PlannedFile } from './codemod-plan.ts';
import type { WriteOutcome } from './write-files.ts';

/** `write` changes files; the others only say what would change, and `check` by its exit code. */
export type CodemodMode = 'write' | 'dry-run' | 'check';

/** One file there is something to say about, and how it ended. */
export interface CodemodFile extends PlannedFile {
  /** `stopped`: the user ended the run before it was written. */
  readonly state: FileState | 'stopped';
  /** Why it could not be written; goes behind its path. */
  readonly refusal?: string;
}

/** Files by how they ended. The others add up to `seen`. */
export type CodemodCounts = Readonly<
  Record<
    | 'seen'
    | 'rewritten'
    | 'needsDecision'
    | 'manual'
    | 'untouched'
    | 'skipped'
    | 'failed'
    | 'stopped',
    number
  >
>;

/** How a run of `codemod` ended. */
export interface CodemodResult {
  readonly mode: CodemodMode;
  readonly root: string;
  /** What was looked at, relative to the root; empty for the root itself. */
  readonly paths: readonly string[];
  readonly files: readonly CodemodFile[];
  readonly counts: CodemodCounts;
  /** Files read that do not name Plaid. */
  readonly withoutPlaid: number;
  readonly skipped: readonly Skipped[];
  readonly requests: CodemodPlan['requests'];
  /** Why git was not asked whether it could give back what was changed. */
  readonly unchecked?: string;
}

/** What a run found and did, counted. */
export function codemodResult(run: {
  readonly mode: CodemodMode;
  readonly opened: OpenedProject;
  readonly paths: readonly string[];
  readonly plan: CodemodPlan;
  readonly outcomes: ReadonlyMap<string, WriteOutcome>;
  readonly unchecked: string | undefined;
}): CodemodResult {
  const { mode, opened, paths, plan, outcomes, unchecked } = run;
  const files = plan.files.map((file) => codemodFile(file, outcomes.get(file.path)));
  return {
    mode,
    root: opened.root,
    paths,
    files,
    counts: count(opened, files),
    withoutPlaid: opened.withoutPlaid,
    skipped: opened.skipped,
    requests: plan.requests,
    ...(unchecked === undefined ? {} : { unchecked }),
  };
}

/** Whether a person has to look: a choice, work by hand, a file that failed or could not be read. */
export function needsPerson({ files, skipped }: CodemodResult): boolean {
  return (
    skipped.some(isUnread) ||
    files.some(
      ({ state, findings }) =>
        state === 'failed' || findings.some(({ outcome }) => outcome !== 'rewritten'),
    )
  );
}

const UNREAD: ReadonlySet<SkipReason> = new Set(['utf-16', 'not-utf-8', 'unreadable']);

/** Left alone though it was asked for by name, or though it may hold what has to be rewritten. */
export function isUnread({ named, reason }: Skipped): boolean {
  return named || UNREAD.has(reason);
}

function codemodFile(file: PlannedFile, outcome: WriteOutcome | undefined): CodemodFile {
  switch (outcome?.kind) {
    case 'refused':
      return { ...file, state: 'failed', refusal: outcome.reason };
    case 'stopped':
      return { ...file, state: 'stopped' };
    case 'written':
    case undefined:
      return { ...file, state: fileState(file) };
  }
}

function count(opened: OpenedProject, files: readonly CodemodFile[]): CodemodCounts {
  const own = new Set(files.map((file) => file.path));
  const skipped = opened.skipped.filter(({ kind, path }) => kind === 'file' && !own.has(path));
  const of = (state: CodemodFile['state']) => files.filter((file) => file.state === state).length;
  // A package.json above the given paths is met because a rewrite needs it.
  const met = files.filter(({ path }) => !opened.includes(path)).length;
  const skippedBefore = opened.skipped.filter(({ kind }) => kind === 'file').length;
  const seen = opened.seen - skippedBefore + skipped.length + met;
  const counts = {
    rewritten: of('rewritten'),
    needsDecision: of('needs-decision'),
    manual: of('manual'),
    skipped: skipped.length,
    failed: of('failed'),
    stopped: of('stopped'),
  };
  const others = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return { seen, ...counts, untouched: seen - others };
}

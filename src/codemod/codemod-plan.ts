import type { LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Outcome, Stage } from '../rules/rule.ts';
import type { Range } from '../scan/scanned-file.ts';

/** What a run of `codemod` would do, worked out before anything is written. */
export interface CodemodPlan {
  /** Every file that there is something to say about, by path; the others are untouched. */
  readonly files: readonly PlannedFile[];
  /** What the server has to ask Plaid for, equal requests as one. */
  readonly requests: readonly CollectedRequest[];
}

/** One file: what it was, what it becomes, and what there is to say about it. */
export interface PlannedFile {
  readonly path: string;
  /** Without the byte order mark, like {@link PlannedFile.after}; equal to it where nothing changes. */
  readonly before: string;
  readonly after: string;
  readonly bom: boolean;
  /** By position. */
  readonly findings: readonly Finding[];
  /** The file is new: there was none of that name. */
  readonly created?: true;
  /** Why the file could not be worked on; then it stays as it is. */
  readonly problem?: FileProblem;
}

/** How one site ended, fit to be printed: no key and no token is in it. */
export interface Finding {
  readonly rule: string;
  readonly path: string;
  /** In the text before, from 1. */
  readonly line: number;
  readonly column: number;
  /** The same place in the text before, with its end. */
  readonly range: Range;
  readonly outcome: Outcome;
  readonly message: string;
  /** What a person does next; always there unless the outcome is `rewritten`. */
  readonly next?: string;
  /** The run writes something for it, if only a marker or a note. */
  readonly isWorkedOn: boolean;
  /** Where it stands on the road, where that is not the stage of its rule. */
  readonly stage?: Stage;
  /** Code to write in place of what stands there, where a person writes it. */
  readonly replacement?: string;
}

/** `unparsable`: as found. `unsound`: the rewrite would have broken it. `rule-failed`: our bug. */
export interface FileProblem {
  readonly kind: 'unparsable' | 'unsound' | 'rule-failed';
  readonly message: string;
  readonly line?: number;
  readonly stack?: string;
}

/** A request and the places whose options it is made of. */
export interface CollectedRequest {
  readonly request: LinkTokenRequest;
  /** The endpoints the pages ask, as their code has them. */
  readonly urls: readonly string[];
  readonly sites: readonly { readonly path: string; readonly line: number }[];
}

/** What a file counts as in the summary: each is exactly one. */
export type FileState = 'rewritten' | 'needs-decision' | 'manual' | 'failed' | 'untouched';

/** The gravest thing that is true of a file. */
export function fileState({ problem, findings, before, after }: PlannedFile): FileState {
  if (problem !== undefined) return 'failed';
  const outcomes = new Set(findings.map(({ outcome }) => outcome));
  if (outcomes.has('needs-decision')) return 'needs-decision';
  if (before !== after) return 'rewritten';
  return outcomes.has('manual') ? 'manual' : 'untouched';
}

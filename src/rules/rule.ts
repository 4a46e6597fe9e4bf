import type { GeneratedCode } from '../generate/generated-code.ts';
import type { LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Project } from '../scan/project.ts';
import type { Range, ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';

/**
 * How a site ends. `rewritten`: done. `needs-decision`: rewritten or not, a person must choose
 * something, and one marker says what. `manual`: reported with what to do, the code is untouched.
 */
export type Outcome = 'rewritten' | 'needs-decision' | 'manual';

/** One breaking change: finds it, explains it, and fixes it where that is safe. */
export interface Rule {
  /** Stable: printed in markers, findings and `--only`. */
  readonly id: string;
  /** One line, for lists and help. */
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** Where on the road of the migration its sites stand. */
  readonly stage: Stage;
  /** Where Plaid documents the change. */
  readonly docs: string;
  /** Cheap: false for text that cannot hold a site. */
  mightApply(text: string): boolean;
  /** Every site in the file. Never throws for the user's code. */
  find(file: ScannedFile, project: Project, settings: RuleSettings): readonly Site[];
  /**
   * For what is unused once `made` are made, anywhere in the project: asked after all rules have found
   * their sites, and again when one of these cannot be made after all. Never throws for the user's code.
   */
  findLeftovers?(project: Project, made: readonly Site[]): readonly Site[];
}

/**
 * The stages of the road, in the order in which they are safe: handlers that know both webhook formats
 * before the tokens whose migration changes the format, the endpoint before the pages that ask it.
 */
export const stages = ['handlers', 'tokens', 'server', 'client'] as const;
export type Stage = (typeof stages)[number];

/** What the user told the rules. */
export interface RuleSettings {
  /** `--link-token-url`: where pages get their link token, instead of what the exchange call says. */
  readonly linkTokenUrl?: string;
  /** `--sdk keep`: clients that can mint link tokens (plaid 6 to 8) stay as they are. */
  readonly sdk?: 'current' | 'keep';
}

/** A place in the user's code that a rule is about. */
export interface Site {
  readonly rule: string;
  readonly path: string;
  /** What the finding points at. */
  readonly range: Range;
  readonly outcome: Outcome;
  /** What was found, and for `rewritten` what became of it. Never holds a key or a token. */
  readonly message: string;
  /** What a person does next; always there unless the outcome is `rewritten`. */
  readonly next?: string;
  /** Code to write in place of what stands there, in the language of the file, where a person writes it. */
  readonly replacement?: string;
  /** Where it stands on the road, where that is not the stage of its rule. */
  readonly stage?: Stage;
  /** Applied together or not at all; empty for `manual`. */
  readonly edits: readonly FileEdit[];
  /** Sites with the same word here are made together or not at all. */
  readonly together?: string;
  /** Made only where the sites that have this word as their `together` are; they are made without this one. */
  readonly after?: string;
  /** Put above the statement that holds `range`. Always there for `needs-decision`. */
  readonly marker?: Marker;
  /** Code the edits call, written once a file (or once a tree) however many sites ask for it. */
  readonly generates?: readonly GeneratedCode[];
  /** The options that left the browser, for the server's `/link/token/create`. */
  readonly request?: LinkTokenRequest;
  /** The path at which code of an app asks for its link token, beside the only exchange of the tree. */
  readonly asks?: string;
  /** The name by which it asks for one of several Links. */
  readonly asksFor?: string;
  /** Files that are not there yet, written with the edits. */
  readonly creates?: readonly CreatedFile[];
  /** The requests that a file of `creates`, or a route that turned, makes. */
  readonly answers?: readonly LinkTokenRequest[];
  /** Packages whose version must rise for the rewritten code to work. */
  readonly packages?: readonly PackageDemand[];
}

/** An edit of the site's own file, or of another that follows it. */
export interface FileEdit extends TextEdit {
  readonly path: string;
}

/** A new file of the user's tree. */
export interface CreatedFile {
  readonly path: string;
  readonly text: string;
}

/** `// TODO(plaid-migrate): [rule-id] text`, in the comment syntax of the place. */
export interface Marker {
  readonly path: string;
  /** A position in the statement, tag or attribute the marker belongs above. */
  readonly position: number;
  /** One line, without the prefix. */
  readonly text: string;
}

/** A dependency of the nearest `package.json`. `version` undefined: not needed any more. */
export interface PackageDemand {
  readonly name: string;
  readonly version: string | undefined;
}

import type { LegacyWebhook, WebhookName } from '../plaid/webhooks.ts';
import type { Stage } from '../rules/rule.ts';
import type { LedgerCounts } from '../tokens/ledger/ledger.ts';

/**
 * The document of `report`: where a migration stands. Every format is made of it, and it is what
 * `--format json` prints. Stable: same input, same bytes; no clock, no absolute path, no key or token.
 * Changes that break readers raise `schemaVersion`.
 */
export interface Report {
  readonly schemaVersion: 1;
  readonly command: 'report' | 'codemod';
  /** What was looked at, relative to the root, with `/`. */
  readonly paths: readonly string[];
  readonly road: Road;
  /** By path, line, column, rule. */
  readonly findings: readonly Finding[];
  readonly webhooks: Webhooks;
  readonly tokens: Tokens | null;
  readonly webhookLog: WebhookLog | null;
  readonly files: FileCounts;
  /** Files that may hold what is looked for and could not be read, by path. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  readonly baseline: BaselineCounts | null;
}

/** What `--fail-on` chooses by, besides the stage. */
export type Topic = 'webhook' | 'link' | 'server' | 'key' | 'decision';

/** How a finding goes away: by `codemod`, by `codemod` and a decision, or by a person alone. */
export type Remedy = 'codemod' | 'decision' | 'by-hand';

/** One place in the code where something is left to do. */
export interface Finding {
  /** Stable across machines, and across moves of the code within its file. */
  readonly fingerprint: string;
  readonly rule: string;
  readonly topic: Topic;
  readonly stage: Stage;
  readonly severity: 'error' | 'warning' | 'note';
  readonly remedy: Remedy;
  readonly path: string;
  /** From 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  /** What a person does next. */
  readonly next: string | null;
  /** Code to write instead, in the language of the file. */
  readonly replacement: string | null;
  /** The lines around it, redacted. */
  readonly excerpt: Excerpt;
  readonly docs: string;
  /** In the baseline: known, and not counted by `--fail-on`. */
  readonly known: boolean;
}

/** Source lines of the user's, without keys and tokens. */
export interface Excerpt {
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** All there is to say about webhooks. */
export interface Webhooks {
  /** A row for each legacy code that the code handles, in the order of the codes. */
  readonly legacyCodes: readonly LegacyCodeRow[];
  /** A row for each field of the legacy payload that is read. */
  readonly legacyFields: readonly LegacyFieldRow[];
  readonly handlers: readonly HandlerRow[];
  /** Webhooks that will start to arrive and that no handler has a branch for. */
  readonly missing: readonly MissingWebhookRow[];
  /** The products in use, by which `missing` was chosen; empty: not known. */
  readonly products: readonly string[];
}

export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface LegacyCodeRow {
  readonly code: LegacyWebhook['code'];
  /** As the code has them: `1200-1219`, `1205`. */
  readonly written: string;
  readonly meaning: string;
  readonly becomes: WebhookName | null;
  readonly note: string | null;
  readonly places: readonly Place[];
}

export interface LegacyFieldRow {
  readonly field: string;
  readonly becomes: string | null;
  readonly note: string;
  readonly places: readonly Place[];
}

export interface HandlerRow extends Place {
  readonly formats: 'legacy' | 'both' | 'new' | 'none';
  readonly does: 'handles' | 'logs' | 'stores';
  readonly verifies: boolean;
  readonly takesOthers: boolean;
  readonly route: string | null;
  readonly codes: readonly string[];
}

export interface MissingWebhookRow extends WebhookName {
  readonly note: string;
  readonly needed: boolean;
}

/** Tokens by state, of a ledger. */
export interface Tokens {
  readonly counts: LedgerCounts;
  /** Items that send the new format since they were migrated. */
  readonly sendNewFormat: number;
  /** When the first and the last were migrated; ISO 8601, UTC. */
  readonly since: string | null;
  readonly until: string | null;
  /** Items send the new format, and handlers that know only the legacy one are left. */
  readonly ahead: boolean;
}

/** What `--webhook-log` counted. */
export interface WebhookLog {
  readonly lines: number;
  /** Lines that are no webhook of Plaid's. */
  readonly others: number;
  /** Lines that could not be read. */
  readonly broken: number;
  readonly codes: readonly LoggedCode[];
}

export interface LoggedCode {
  readonly format: 'legacy' | 'new';
  /** `TRANSACTIONS / DEFAULT_UPDATE`, or the number. */
  readonly name: string;
  readonly count: number;
  /** How many Items sent it. */
  readonly items: number;
  /** A handler in the code has a branch for it. */
  readonly handled: boolean;
}

/** handlers → tokens → server → client: what is done, and what is next. */
export interface Road {
  readonly stages: readonly RoadStage[];
  /** One sentence, and the command for it; null when the road is done. */
  readonly next: { readonly text: string; readonly command: string | null } | null;
}

export interface RoadStage {
  readonly stage: Stage;
  /** `unknown`: nothing was given to tell by (no ledger). `none`: there is nothing of the kind. */
  readonly state: 'done' | 'open' | 'unknown' | 'none';
  readonly done: number;
  readonly left: number;
  readonly text: string;
}

export interface FileCounts {
  readonly seen: number;
  readonly withFindings: number;
  readonly skipped: number;
}

export interface BaselineCounts {
  readonly known: number;
  readonly new: number;
  /** In the baseline and no longer found. */
  readonly gone: number;
}

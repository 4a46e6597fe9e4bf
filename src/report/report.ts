import type { LegacyWebhook, WebhookName } from '../plaid/webhooks.ts';
import type { Stage } from '../rules/rule.ts';
import type { LedgerCounts } from '../tokens/ledger/ledger.ts';

/**
 * The document of `report`: where a migration stands. Every format is made of it, and it is what
 * `--format json` prints; schema/report.schema.json describes it. Stable: same input, same bytes; no
 * clock, no absolute path, no key or token. Changes that break readers raise `schemaVersion`.
 */
export interface Report {
  readonly schemaVersion: 1;
  /** `codemod` has the findings alone: it looks at no webhooks and no tokens. */
  readonly command: 'report' | 'codemod';
  /** What was looked at, relative to the root, with `/`. */
  readonly paths: readonly string[];
  readonly road: Road | null;
  /** The rules of the findings, in the order of the rules. */
  readonly rules: readonly RuleRow[];
  /** By path, line, column, rule. */
  readonly findings: readonly Finding[];
  readonly webhooks: Webhooks | null;
  readonly tokens: Tokens | null;
  readonly webhookLog: WebhookLog | null;
  readonly counts: FileCounts;
  /** Files that may hold what is looked for and could not be read as a whole, by path. */
  readonly unread: readonly UnreadFile[];
  readonly baseline: BaselineCounts | null;
}

/** What `--fail-on` chooses by, besides the stage. */
export type Topic = 'webhook' | 'link' | 'server' | 'key' | 'decision';

/** How a finding goes away: by `codemod`, by `codemod` and a decision, or by a person alone. */
export type Remedy = 'codemod' | 'decision' | 'by-hand';

/** What findings of one kind have in common. */
export interface RuleRow {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Where Plaid documents the change. */
  readonly docs: string;
}

export type Severity = 'error' | 'warning' | 'note';

/** One place in the code where something is left to do. */
export interface Finding {
  /** Stable across machines, and across moves of the code within its file. */
  readonly fingerprint: string;
  readonly rule: string;
  readonly topic: Topic;
  readonly stage: Stage;
  readonly severity: Severity;
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
  /** Webhooks that will start to arrive and that no handler has a branch for; those first that are needed. */
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
  /** As the code has them: `1205`, `1200-1219`. */
  readonly written: string;
  readonly meaning: string;
  readonly becomes: WebhookName | null;
  readonly note: string | null;
  /** A handler has a branch for what it becomes, too. */
  readonly handled: boolean;
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
  /** Another handler hands it the payload. */
  readonly inner: boolean;
  /** What it has branches for: `0`, `1200-1219`, `ITEM / ERROR`. */
  readonly codes: readonly string[];
}

export interface MissingWebhookRow extends WebhookName {
  readonly note: string;
  /** Without a branch for it, users lose their connection or see stale data. */
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
  /** Where it stands, in a sentence. */
  readonly text: string;
  /** What takes it further; null where a person writes code, or nothing is left. */
  readonly command: string | null;
}

/** `seen` is `lookedAt`, `skipped` and those that have nothing of Plaid's. */
export interface FileCounts {
  readonly seen: number;
  readonly lookedAt: number;
  readonly withFindings: number;
  readonly skipped: number;
}

export interface UnreadFile {
  readonly path: string;
  /** A sentence whose subject is the file. */
  readonly reason: string;
}

export interface BaselineCounts {
  readonly known: number;
  readonly new: number;
  /** In the baseline and no longer found. */
  readonly gone: number;
}

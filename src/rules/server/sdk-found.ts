import type { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import type { FileEdit, Marker, Site } from '../rule.ts';
import type { GeneratedCode } from '../../generate/generated-code.ts';
import type { SdkNames } from './sdk-names.ts';
import type { SdkUnit } from './sdk-unit.ts';

/** The rule of clients, and of what the code has of the SDK besides its methods. */
export const CLIENT = 'sdk-client';

/** The rule of calls. */
export const CALL = 'sdk-call';

/** The version that code is raised to. */
export const VERSION = '^47.0.0';

/** What is found in a script and what becomes of it, before it is put into sites. */
export interface Found {
  readonly rule: string;
  readonly range: Range;
  readonly message: string;
  readonly edits: readonly TextEdit[];
  readonly open?: string | undefined;
  readonly generates?: readonly GeneratedCode[];
  /** Edits of other files. */
  readonly elsewhere?: readonly FileEdit[];
  /** Sites that come with it. */
  readonly beside?: readonly Site[];
}

/** Edits of the whole file go with the first client, or with a site of their own. */
export function withShared(
  all: readonly Found[],
  shared: readonly TextEdit[],
  names: SdkNames,
  source: ts.SourceFile,
): readonly Found[] {
  if (shared.length === 0) return all;
  const first = all.find(({ rule }) => rule === CLIENT);
  if (first !== undefined) {
    return all.map((each) =>
      each === first ? { ...each, edits: [...each.edits, ...shared] } : each,
    );
  }
  const [reference] = names.references;
  const range = reference === undefined ? shared[0] : rangeOf(reference.node, source);
  if (range === undefined) return all;
  const own: Found = {
    rule: CLIENT,
    range: { start: range.start, end: range.end },
    message: 'These names of the SDK are those of plaid 9 and later now.',
    edits: shared,
  };
  return [own, ...all];
}

/** The sites of a script: they are made together with all of their package. */
export function sitesOf(all: readonly Found[], unit: SdkUnit, place: CodePlace): readonly Site[] {
  const { path } = place.file;
  return all.flatMap((found): Site[] => {
    const { rule, range, message, edits, open, generates, elsewhere = [], beside = [] } = found;
    const marker: Marker | undefined =
      open === undefined ? undefined : { path, position: range.start, text: open };
    const site: Site = {
      rule,
      path,
      range,
      outcome: open === undefined ? 'rewritten' : 'needs-decision',
      message,
      ...(open === undefined ? {} : { next: `${asSentence(open)}.` }),
      edits: [...edits.map((edit): FileEdit => Object.assign({ path }, edit)), ...elsewhere],
      together: togetherOf(unit),
      ...(marker === undefined ? {} : { marker }),
      ...(generates === undefined ? {} : { generates }),
      ...(rule === CLIENT ? { packages: [{ name: 'plaid', version: VERSION }] } : {}),
    };
    return [site, ...beside];
  });
}

/** What all sites of a package have in common. */
export function togetherOf({ manifest }: SdkUnit): string {
  return `plaid ${manifest}`;
}

/** Code at the start of a sentence stays as it is written. */
function asSentence(text: string): string {
  return /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** Where a node stands, without the space before it. */
export function rangeOf(node: ts.Node, source: ts.SourceFile): Range {
  return { start: node.getStart(source), end: node.end };
}

import type { FileEdit, Marker, Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import { EditIndex } from './edit-index.ts';
import type { FileFacts } from './file-facts.ts';

/** Why a site is left as it is, and what a person does about it. */
export interface DropReason {
  readonly message: string;
  readonly next: string;
}

/** The sites whose edits can all be made, the edits by file, and why the others cannot be made. */
export interface ChosenSites {
  readonly sites: readonly Site[];
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  readonly dropped: ReadonlyMap<Site, DropReason>;
}

/**
 * Takes sites in order; one that wants text an earlier one changes is left out with all its edits, and
 * with all that are made together with it.
 */
export function chooseSites(
  project: Project,
  sites: readonly Site[],
  facts: FileFacts,
  includes: (path: string) => boolean,
): ChosenSites {
  const apart = new Map<string, DropReason>();
  // Each round but the last takes a group apart, so there is a last.
  for (;;) {
    const chosen = choose(project, sites, facts, includes, apart);
    const before = apart.size;
    for (const [{ together, path }, reason] of chosen.dropped) {
      if (together !== undefined && !apart.has(together)) apart.set(together, held(path, reason));
    }
    if (apart.size === before) return chosen;
  }
}

function held(path: string, { message, next }: DropReason): DropReason {
  return { message: `It has to change together with ${path}, which cannot: ${message}`, next };
}

function choose(
  project: Project,
  sites: readonly Site[],
  facts: FileFacts,
  includes: (path: string) => boolean,
  apart: ReadonlyMap<string, DropReason>,
): ChosenSites {
  const chosen: Site[] = [];
  const taken = new Map<string, EditIndex>();
  const dropped = new Map<Site, DropReason>();
  for (const site of sites) {
    const reason =
      bondsOf(site).flatMap((word) => apart.get(word) ?? [])[0] ??
      obstacle(project, site, taken, facts, includes);
    if (reason !== undefined) {
      dropped.set(site, reason);
      continue;
    }
    chosen.push(site);
    for (const edit of site.edits) take(taken, edit);
  }
  const edits = new Map([...taken].map(([path, index]) => [path, index.edits]));
  return { sites: chosen, edits, dropped };
}

function take(taken: Map<string, EditIndex>, edit: FileEdit): void {
  const there = taken.get(edit.path);
  if (there === undefined) taken.set(edit.path, new EditIndex([edit]));
  else there.add(edit);
}

/** The words of the sites without which one is not made. */
export function bondsOf({ together, after }: Site): readonly string[] {
  return [together, after].filter((word) => word !== undefined);
}

function obstacle(
  project: Project,
  site: Site,
  taken: ReadonlyMap<string, EditIndex>,
  facts: FileFacts,
  includes: (path: string) => boolean,
): DropReason | undefined {
  for (const { path, position } of insertions(site)) {
    if (!includes(path)) return outside(path);
    const inserted: FileEdit = { path, start: position, end: position, text: '' };
    const broken = unreachableText(project, site, inserted, facts);
    if (broken !== undefined) return broken;
  }
  const own = new Map<string, EditIndex>();
  for (const edit of site.edits) {
    const broken = unreachableText(project, site, edit, facts);
    if (broken !== undefined) return broken;
    if (!includes(edit.path)) return outside(edit.path);
    if ([taken, own].some((each) => each.get(edit.path)?.overlapping(edit) !== undefined)) {
      return {
        message: 'Another rewrite changes the same text.',
        next: 'Run plaid-migrate codemod again: this one is taken up then.',
      };
    }
    take(own, edit);
  }
  return undefined;
}

/** Where a site puts something besides its edits: its marker, the code it calls. */
function insertions({
  path,
  marker,
  generates = [],
}: Site): readonly Pick<Marker, 'path' | 'position'>[] {
  const code = generates.map(({ at }) => ({ path, position: at }));
  return marker === undefined ? code : [marker, ...code];
}

function outside(path: string): DropReason {
  return {
    message: `${path} would have to change with it, and is ignored or outside of the given paths.`,
    next: `Give ${path} as a path, too, or change both by hand.`,
  };
}

/** A file that is not there, or code that the parser could not read to its end. */
function unreachableText(
  project: Project,
  site: Site,
  edit: FileEdit,
  facts: FileFacts,
): DropReason | undefined {
  const file = project.load(edit.path);
  if (file === undefined || edit.end > file.text.length) {
    return {
      message: `${edit.path} would have to change with it, and cannot be read.`,
      next: 'Rewrite both by hand.',
    };
  }
  const isBroken = facts
    .syntax(file)
    .broken.some(({ start, end }) => start <= edit.end && edit.start <= end);
  if (!isBroken) return undefined;
  return {
    message:
      edit.path === site.path
        ? 'This stands in code that does not parse.'
        : `${edit.path} would have to change with it, and does not parse.`,
    next: 'Mend the syntax error, then run plaid-migrate codemod again.',
  };
}

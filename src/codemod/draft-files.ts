import type { Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import type { GeneratedCode } from '../generate/generated-code.ts';
import { applyEdits } from './apply-edits.ts';
import { blankLineBefore } from './blank-line-before.ts';
import type { DropReason } from './choose-sites.ts';
import { EditIndex } from './edit-index.ts';
import type { FileProblem } from './codemod-plan.ts';
import type { FileFacts } from './file-facts.ts';
import { ruleFailure } from './find-sites.ts';
import { changePackages, type PackageNote } from './package-changes.ts';
import { typesOfEndpoint } from '../generate/link-token-endpoint.ts';
import { mergeSdkImport } from './merge-sdk-import.ts';
import { placeMarker } from './place-marker.ts';
import { redactSource } from './redact-source.ts';
import { shareGenerated, type NewFile } from './share-generated.ts';
import type { Draft } from './draft.ts';

/** The files that sites change together; what stands in the way of some of them. */
export interface Drafts {
  readonly files: ReadonlyMap<string, Draft>;
  /** New files, by path. */
  readonly created: ReadonlyMap<string, NewFile>;
  readonly dropped: ReadonlyMap<Site, DropReason>;
  readonly failed: ReadonlyMap<string, FileProblem>;
  readonly notes: readonly PackageNote[];
}

type Edits = ReadonlyMap<string, readonly TextEdit[]>;

/**
 * Adds to the edits of sites the code they share, their markers and the packages they need, and splices
 * each file once.
 */
export function draftFiles(
  project: Project,
  sites: readonly Site[],
  siteEdits: Edits,
  facts: FileFacts,
): Drafts {
  const made = generate(project, sites, siteEdits, facts);
  const { edits: generated, wanted, dropped, failed } = made;
  const markers = placeMarkers(project, sites, [generated, siteEdits], facts);
  const files = new Map<string, Draft>();
  for (const path of new Set([...generated.keys(), ...markers.keys(), ...siteEdits.keys()])) {
    const file = project.load(path);
    if (file === undefined) continue;
    // What is inserted at one place reads: generated code, marker, rewritten statement.
    const edits = [generated, markers, siteEdits].flatMap((each) => each.get(path) ?? []);
    const after = mergeSdkImport(applyEdits(file.text, edits), typesIn(made.wanted.get(path)));
    files.set(path, { file, edits, after });
  }
  const shared = shareGenerated(project, files, wanted, facts);
  for (const [path, after] of shared.texts) {
    const draft = files.get(path);
    if (draft !== undefined) files.set(path, { ...draft, after });
  }
  const textOf = (path: string) => files.get(path)?.after ?? project.load(path)?.text;
  const packages = changePackages(project, sites, textOf);
  for (const [path, after] of packages.texts) {
    const file = project.load(path);
    if (file !== undefined) files.set(path, { edits: [], ...files.get(path), file, after });
  }
  const created = new Map([...shared.created, ...newFiles(project, sites)]);
  return { files, created, dropped, failed, notes: packages.notes };
}

/** The types of the SDK that generated code names. */
function typesIn(codes: readonly GeneratedCode[] = []): readonly string[] {
  return codes.flatMap((code) =>
    code.kind === 'link-token-endpoint' ? typesOfEndpoint(code) : [],
  );
}

/** Never one that is there. A byte order mark and line ends are those of the site's own file. */
function newFiles(project: Project, sites: readonly Site[]): Map<string, NewFile> {
  const created = new Map<string, NewFile>();
  for (const { path: own, creates = [] } of sites) {
    const like = project.load(own);
    const lineEnd = like?.text.includes('\r\n') === true ? '\r\n' : '\n';
    for (const { path, text } of creates) {
      if (project.has(path) || project.ignores(path)) continue;
      created.set(path, { text: text.replaceAll('\n', lineEnd), bom: like?.bom === true });
    }
  }
  return created;
}

const noRoom: DropReason = {
  message: 'There is no place for the code it would call: another rewrite changes the text there.',
  next: 'Run plaid-migrate codemod again: this one is taken up then.',
};

/** The code that sites ask for, merged by file. */
function generate(
  project: Project,
  sites: readonly Site[],
  siteEdits: Edits,
  facts: FileFacts,
): {
  edits: Edits;
  wanted: Map<string, readonly GeneratedCode[]>;
  dropped: Map<Site, DropReason>;
  failed: Map<string, FileProblem>;
} {
  const edits = new Map<string, readonly TextEdit[]>();
  const wanted = new Map<string, readonly GeneratedCode[]>();
  const dropped = new Map<Site, DropReason>();
  const failed = new Map<string, FileProblem>();
  const users = new Map<string, Site[]>();
  for (const site of sites.filter(({ generates = [] }) => generates.length > 0)) {
    const there = users.get(site.path);
    if (there === undefined) users.set(site.path, [site]);
    else there.push(site);
  }
  for (const [path, here] of users) {
    const file = project.load(path);
    if (file === undefined) continue;
    const codes = here.flatMap((site) => site.generates ?? []);
    try {
      const others = new EditIndex(siteEdits.get(path));
      const starts = new Set<number>();
      const own = facts.generated(file, codes).map((edit) => {
        // Pieces at one place are set apart already.
        const isBelowAnother = starts.has(edit.start);
        starts.add(edit.start);
        return isBelowAnother ? edit : blankLineBefore(edit, file.text, others);
      });
      if (own.some((edit) => others.overlapping(edit) !== undefined)) {
        for (const site of here) dropped.set(site, noRoom);
      } else {
        edits.set(path, own);
        wanted.set(path, codes);
      }
    } catch (error) {
      failed.set(path, ruleFailure(error));
    }
  }
  return { edits, wanted, dropped, failed };
}

function placeMarkers(
  project: Project,
  sites: readonly Site[],
  others: readonly Edits[],
  facts: FileFacts,
): Map<string, TextEdit[]> {
  const markers = new Map<string, TextEdit[]>();
  const around = new Map<string, EditIndex>();
  for (const { outcome, marker, rule } of sites) {
    if (outcome !== 'needs-decision' || marker === undefined) continue;
    const { path, position } = marker;
    const file = project.load(path);
    if (file === undefined) continue;
    const text = redactSource(marker.text);
    const findPlace = (at: number) => facts.markerPlace(file, at);
    const index = around.get(path) ?? new EditIndex(others.flatMap((each) => each.get(path) ?? []));
    around.set(path, index);
    const edit = placeMarker(file, findPlace, { rule, position, text }, index);
    if (edit === undefined) continue;
    const there = markers.get(path);
    if (there === undefined) markers.set(path, [edit]);
    else there.push(edit);
  }
  return markers;
}

import { errorMessage } from '../core/errors.ts';
import type { Rule, RuleSettings, Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import type { ScannedFile } from '../scan/scanned-file.ts';
import { bondsOf, chooseSites, type DropReason } from './choose-sites.ts';
import type { CodemodPlan, FileProblem, Finding, PlannedFile } from './codemod-plan.ts';
import { collectRequests } from './collect-requests.ts';
import { draftFiles } from './draft-files.ts';
import type { Draft } from './draft.ts';
import { Leftovers } from './find-leftovers.ts';
import { FileFacts } from './file-facts.ts';
import { findSites } from './find-sites.ts';
import { findingsOf } from './findings-of.ts';
import { rereadFile } from './reread-file.ts';
import { touchedFiles } from './touched-files.ts';
import { verifyOutput } from './verify-output.ts';

/** What planning is told besides the tree and the rules. */
export interface PlanOptions extends RuleSettings {
  /** Whether a file may be written: asked for, and not ignored. A package.json always may. */
  readonly includes: (path: string) => boolean;
  /** Called between files: parsed trees may go. */
  readonly trim?: () => void;
}

/**
 * Works out every file's new text without writing any. A site changes all the files it needs or none;
 * a file whose result is unsound stays as it is, and so do the sites that needed it.
 */
export function planCodemod(
  project: Project,
  rules: readonly Rule[],
  { includes, trim = () => undefined, ...settings }: PlanOptions,
): CodemodPlan {
  const facts = new FileFacts(project);
  const found = findSites(project, rules, settings, facts, trim);
  const failed = new Map<string, FileProblem>(found.failed);
  const leftovers = new Leftovers(project, rules);
  const impossible = new Map<Site, DropReason>();
  // Each round but the last drops a site or fails a file, so there is a last.
  for (;;) {
    const canBeMade = (site: Site): boolean =>
      !impossible.has(site) && failedFile(project, site, failed) === undefined;
    const apart = new Set(found.sites.filter((site) => !canBeMade(site)).map(togetherOf));
    const isPossible = (site: Site): boolean => canBeMade(site) && !isHeldBack(site, apart);
    const possible = found.sites.filter(isPossible);
    const made = chooseSites(project, possible, facts, includes).sites;
    const late = leftovers.of(made);
    const chosen = chooseSites(project, [...possible, ...late.filter(isPossible)], facts, includes);
    const drafts = draftFiles(project, chosen.sites, chosen.edits, facts);
    const before = impossible.size + failed.size;
    for (const [site, reason] of drafts.dropped) impossible.set(site, reason);
    for (const [path, problem] of drafts.failed) failed.set(path, problem);
    for (const [path, draft] of drafts.files) {
      const problem = check(draft, facts);
      trim();
      if (problem === undefined) continue;
      // The rewrite is worth more than the tidying up behind it.
      const tidying = chosen.sites.filter(
        (site) => late.includes(site) && touchedFiles(site, project).has(path),
      );
      for (const site of tidying) impossible.set(site, notTidied(path, problem));
      if (tidying.length === 0) failed.set(path, problem);
    }
    if (impossible.size + failed.size > before) continue;

    const reasonOf = (site: Site): DropReason | undefined =>
      chosen.dropped.get(site) ??
      impossible.get(site) ??
      becauseOf(project, site, failed) ??
      (isHeldBack(site, apart) ? heldBack : undefined);
    const findings = findingsOf(project, [...found.sites, ...late], reasonOf, drafts.notes);
    const problems = new Map([...found.unparsable, ...failed]);
    const paths = new Set([...drafts.files.keys(), ...findings.keys(), ...problems.keys()]);
    const created = [...drafts.created].map(([path, { text, bom }]): PlannedFile => {
      return { path, before: '', after: text, bom, findings: [], created: true };
    });
    const changed = [...paths].flatMap((path) => {
      const file = project.load(path);
      if (file === undefined) return [];
      const after = drafts.files.get(path)?.after ?? file.text;
      return [plannedFile(file, after, findings.get(path) ?? [], problems.get(path))];
    });
    return {
      files: [...changed, ...created].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      requests: collectRequests(project, chosen.sites),
    };
  }
}

function plannedFile(
  { path, text, bom }: ScannedFile,
  after: string,
  findings: readonly Finding[],
  problem: FileProblem | undefined,
): PlannedFile {
  const file = { path, before: text, after, bom, findings };
  return problem === undefined ? file : { ...file, problem };
}

/** What is wrong with a result; a parser that gives up on it counts, too. */
function check({ file, after, edits }: Draft, facts: FileFacts): FileProblem | undefined {
  if (after === file.text) return undefined;
  try {
    const message = verifyOutput(
      file,
      rereadFile(file, after, 'no parents'),
      edits,
      facts.syntax(file).errors.length,
    );
    return message === undefined ? undefined : { kind: 'unsound', message };
  } catch (error) {
    return { kind: 'unsound', message: errorMessage(error) };
  }
}

/** A file that the site would change and that cannot be worked on. */
function failedFile(
  project: Project,
  site: Site,
  failed: ReadonlyMap<string, FileProblem>,
): string | undefined {
  if (failed.size === 0) return undefined;
  return [...touchedFiles(site, project)].find((path) => failed.has(path));
}

function isHeldBack(site: Site, apart: ReadonlySet<string | undefined>): boolean {
  return bondsOf(site).some((word) => apart.has(word));
}

function togetherOf({ together }: Site): string | undefined {
  return together;
}

const heldBack: DropReason = {
  message: 'It has to change together with code that cannot be rewritten.',
  next: 'See what is said of the others of its kind.',
};

function notTidied(path: string, problem: FileProblem): DropReason {
  return {
    message: `It cannot be taken out of ${path}: ${problem.message}.`,
    next: 'Take it out by hand, and please report it: this is a bug in plaid-migrate.',
  };
}

function becauseOf(
  project: Project,
  site: Site,
  failed: ReadonlyMap<string, FileProblem>,
): DropReason | undefined {
  const path = failedFile(project, site, failed);
  if (path === undefined) return undefined;
  return {
    message: `${path} stays as it is: ${failed.get(path)?.message ?? 'it cannot be rewritten'}.`,
    next: 'Rewrite it by hand, and please report it: this is a bug in plaid-migrate.',
  };
}

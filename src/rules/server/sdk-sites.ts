import type { Project } from '../../scan/project.ts';
import type { RuleSettings, Site } from '../rule.ts';
import { keptTokenSites } from './public-token-kept.ts';
import type { SdkConstructor } from './sdk-constructor.ts';
import { sdkScriptSites } from './sdk-script.ts';
import { sdkUnits, type SdkUnit } from './sdk-unit.ts';

/** The sites of a tree by the file whose turn it is when they are told. */
type SitesByFile = ReadonlyMap<string, readonly Site[]>;

const known = new WeakMap<Project, Map<string, SitesByFile>>();

/** What the rules of the SDK find, worked out once for a tree: a client and its calls go together. */
export function sdkSites(project: Project, settings: RuleSettings, path: string): readonly Site[] {
  const choice = settings.sdk ?? 'as needed';
  const made = known.get(project) ?? new Map<string, SitesByFile>();
  known.set(project, made);
  const sites = made.get(choice) ?? findAll(project, settings);
  made.set(choice, sites);
  return sites.get(path) ?? [];
}

function findAll(project: Project, settings: RuleSettings): SitesByFile {
  const byFile = new Map<string, Site[]>();
  for (const unit of sdkUnits(project, settings)) {
    for (const site of sitesOf(unit)) {
      // A file that does not name Plaid has no turn of its own.
      const [first] = unit.constructors;
      const turn = project.files.has(site.path) ? site.path : (first?.place.file.path ?? site.path);
      byFile.set(turn, [...(byFile.get(turn) ?? []), site]);
    }
  }
  return byFile;
}

function sitesOf(unit: SdkUnit): readonly Site[] {
  if (unit.kept) return unit.places.flatMap((place) => keptTokenSites(unit, place));
  const stuck = unit.constructors.find(({ form }) => form === 'direct' || form === 'unclear');
  if (stuck !== undefined) return unit.constructors.map((each) => leftAlone(each, stuck));
  const handled = new Set<string>();
  return unit.places.flatMap((place) => sdkScriptSites(unit, place, handled));
}

/** Clients of one package change together, or none does. */
function leftAlone(made: SdkConstructor, stuck: SdkConstructor): Site {
  const { node, place } = made;
  const range = { start: node.getStart(place.script.source), end: node.end };
  const site = { rule: 'sdk-client', path: place.file.path, range, edits: [] };
  switch (made.form) {
    case 'direct':
      return {
        ...site,
        outcome: 'manual',
        message: 'This is a client of the legacy API, which Plaid has ended.',
        next: 'Users connect their banks in Link today: see what is said of each call, and build the client with PlaidApi of plaid 47.',
      };
    case 'unclear':
      return {
        ...site,
        outcome: 'manual',
        message: 'Which argument of this client is what cannot be told, so no client is changed.',
        next: 'Build it with PlaidApi and Configuration of plaid 47, then run plaid-migrate codemod again.',
      };
    case 'positional':
    case 'object':
      return {
        ...site,
        outcome: 'manual',
        message: `This client depends on the same version of plaid as that in ${stuck.place.file.path}, which cannot be changed.`,
        next: 'Change that one first, then run plaid-migrate codemod again.',
      };
  }
}

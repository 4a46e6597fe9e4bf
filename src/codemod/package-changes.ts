import type { PackageDemand, Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';
import { changePackageJson } from './package-json.ts';
import { raiseRange } from './version-range.ts';

/** What the sites ask of each package.json, and what it cannot give them. */
export interface PackageChanges {
  /** The new text of each, made from `textOf`. */
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly PackageNote[];
}

/** A demand that a person has to meet. */
export interface PackageNote {
  readonly site: Site;
  readonly message: string;
  readonly next: string;
}

/** Meets the demands of all sites in the package.json nearest to each. */
export function changePackages(
  project: Project,
  sites: readonly Site[],
  textOf: (path: string) => string | undefined,
): PackageChanges {
  const byManifest = new Map<string, Map<string, { demand: PackageDemand; site: Site }>>();
  const notes: PackageNote[] = [];
  for (const site of sites) {
    const manifest = project.manifestOf(site.path)?.path;
    for (const demand of site.packages ?? []) {
      if (manifest === undefined) {
        if (demand.version !== undefined) notes.push(missing(site, demand.name, demand.version));
        continue;
      }
      const demands = byManifest.get(manifest) ?? new Map<string, never>();
      byManifest.set(manifest, demands);
      const other = demands.get(demand.name);
      if (other === undefined || exceeds(demand, other.demand)) {
        demands.set(demand.name, { demand, site });
      }
    }
  }
  const texts = new Map<string, string>();
  for (const [path, demands] of byManifest) {
    const text = textOf(path);
    const wanted = [...demands.values()].map(({ demand }) => demand);
    const change = text === undefined ? undefined : changePackageJson(text, wanted);
    if (change !== undefined) texts.set(path, change.text);
    const left = change === undefined ? wanted.map(({ name }) => name) : [];
    for (const name of [...left, ...(change?.unclear ?? []).map((entry) => entry.name)]) {
      const { demand, site } = demands.get(name) ?? {};
      if (site === undefined || demand?.version === undefined) continue;
      notes.push(unmet(site, path, name, demand.version));
    }
  }
  return { texts, notes };
}

/** A version wins over none, and the later one over the earlier. */
function exceeds(demand: PackageDemand, other: PackageDemand): boolean {
  if (demand.version === undefined) return false;
  if (other.version === undefined) return true;
  return raiseRange(other.version, demand.version).kind === 'raised';
}

function missing(site: Site, name: string, version: string): PackageNote {
  return {
    site,
    message: `The rewritten code needs ${name} ${version}, and there is no package.json above it.`,
    next: `See that the page gets ${name} ${version} or later.`,
  };
}

function unmet(site: Site, path: string, name: string, version: string): PackageNote {
  return {
    site,
    message: `The rewritten code needs ${name} ${version}; what ${path} says is left as it is.`,
    next: `Raise ${name} to ${version} or later by hand.`,
  };
}

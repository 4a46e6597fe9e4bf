import type { Site } from '../rules/rule.ts';
import type { Project } from '../scan/project.ts';

/** Every file that changes when a site does: none of them changes without the others. */
export function touchedFiles(site: Site, project: Project): Set<string> {
  const files = new Set(site.edits.map(({ path }) => path));
  if ((site.generates ?? []).length > 0) files.add(site.path);
  if (site.outcome === 'needs-decision' && site.marker !== undefined) files.add(site.marker.path);
  const manifest = (site.packages ?? []).length > 0 ? project.manifestOf(site.path) : undefined;
  if (manifest !== undefined) files.add(manifest.path);
  return files;
}

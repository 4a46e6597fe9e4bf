import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';

const known = new WeakMap<Project, Project>();

/**
 * A project in which only files that have to do with webhooks are searched for a name: a handler is wired
 * where webhooks or Plaid are named, and to read all files anew for every name would take minutes in a large
 * tree. Where routers are mounted nobody speaks of webhooks, so for that all are searched.
 */
export function webhookProject(project: Project): Project {
  const made = known.get(project) ?? narrowed(project);
  known.set(project, made);
  return made;
}

function narrowed(project: Project): Project {
  let near: readonly ScannedFile[] | undefined;
  const nearby = (): readonly ScannedFile[] => {
    const files = new Map(project.files);
    for (const file of project.mentioning('webhook')) files.set(file.path, file);
    return [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  };
  return {
    files: project.files,
    load: (path) => project.load(path),
    has: (path) => project.has(path),
    ignores: (path) => project.ignores(path),
    resolveImport: (from, specifier) => project.resolveImport(from, specifier),
    mentioning: (name) => {
      if (name === '.use(') {
        return project.mentioning(name).filter(({ text }) => /\.use\(\s*['"`]\//.test(text));
      }
      near ??= nearby();
      return near.filter(({ text }) => text.includes(name));
    },
    mentioningElsewhere: (name) => project.mentioningElsewhere(name),
    get filesElsewhere() {
      return project.filesElsewhere;
    },
    manifestOf: (path) => project.manifestOf(path),
  };
}

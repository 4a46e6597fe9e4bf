import { posix } from 'node:path';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { NOT_ASKED_FOR, type Collector } from './collector.ts';
import { slotOf } from './holder.ts';
import type { KeyName } from './key-name.ts';

const FILES = ['', '.local', '.development', '.production', '.test', '.staging'].flatMap((stage) =>
  stage === '' || stage === '.local' ? [`.env${stage}`] : [`.env${stage}`, `.env${stage}.local`],
);

/**
 * A line of an `.env` file that git ignores, or that was not asked for: it is not ours to change, but as
 * unused as any.
 */
export function collectFromUnasked(
  { path, text }: ScannedFile,
  name: KeyName,
  into: Collector,
): void {
  const match = lineOf(name.text).exec(text);
  const isOurs = name.strength === 'telling' || name.inEnvironment;
  if (match === null || !isOurs) return;
  const end = match.index + match[0].length;
  const range = { start: end - name.text.length, end };
  into.hold({
    kind: 'setting',
    name: name.text,
    path,
    range,
    span: range,
    slots: [slotOf('environment', name.text)],
    removal: NOT_ASKED_FOR,
    isReported: true,
  });
}

/** The settings of the app that are there and not among the project's files. */
export function unaskedFiles(project: Project): readonly ScannedFile[] {
  const folders = new Set(['']);
  for (const path of project.files.keys()) {
    folders.add(posix.dirname(path));
    const manifest = project.manifestOf(path);
    if (manifest !== undefined) folders.add(posix.dirname(manifest.path));
  }
  const paths = [...folders].flatMap((folder) => FILES.map((file) => posix.join(folder, file)));
  return [...new Set(paths)].flatMap((path) =>
    project.files.has(path) ? [] : (project.load(path) ?? []),
  );
}

function lineOf(name: string): RegExp {
  return new RegExp(
    String.raw`^[ \t]*(?:export[ \t]+)?${name.replaceAll('$', String.raw`\$`)}(?=[ \t]*=)`,
    'm',
  );
}

import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import type { Collector } from './collector.ts';
import { slotOf } from './holder.ts';
import type { KeyName } from './key-name.ts';
import { nodeAt } from './node-at.ts';
import { textSpaces } from './setting-lines.ts';

const parsed = new WeakMap<ScannedFile, ts.SourceFile>();

/** Whether a file is read as JSON: with the comments and commas that people leave in it. */
export function isJson(path: string): boolean {
  return /\.(?:json[5c]?|babelrc)$/.test(path);
}

/** A mention in a file of settings: an entry, or something nobody can tell. */
export function collectFromJson(
  file: ScannedFile,
  range: Range,
  name: KeyName,
  project: Project,
  into: Collector,
): void {
  const place = placeOf(file, project);
  const node = nodeAt(place.script.source, range.start);
  // A comment.
  if (node === undefined) return;
  const entry = node.parent;
  const isEntry =
    isReadable(file) &&
    ts.isPropertyAssignment(entry) &&
    entry.name === node &&
    range.end - range.start === node.end - node.getStart(place.script.source) - 2;
  if (!isEntry) {
    into.read(
      file.path,
      range,
      textSpaces.map((space) => slotOf(space, name.text)),
      'code',
    );
    return;
  }
  const isOurs =
    name.strength === 'telling' ||
    name.inEnvironment ||
    (name.strength === 'plain' && /plaid/i.test(pathOf(entry)));
  if (!isOurs) return;
  into.hold({
    kind: 'setting',
    name: name.text,
    path: file.path,
    range,
    span: { start: entry.getStart(place.script.source), end: entry.end },
    slots: [slotOf('member', name.text), slotOf('environment', name.text)],
    removal: { kind: 'property', node: entry, place },
    isReported: true,
  });
}

/** The names on the way to an entry, its own included. */
function pathOf(entry: ts.PropertyAssignment): string {
  const outer = ts.findAncestor(entry.parent, ts.isPropertyAssignment);
  return `${outer === undefined ? '' : pathOf(outer)} ${entry.name.getText()}`;
}

function placeOf(file: ScannedFile, project: Project): CodePlace {
  const source = parsed.get(file) ?? parseJson(file);
  parsed.set(file, source);
  const blocks = [{ start: 0, end: file.text.length }];
  const script = { source, scope: 'module' as const, blocks, syntaxErrors: [] };
  return { file, script, project };
}

function parseJson({ path, text }: ScannedFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JSON);
}

function isReadable({ path, text }: ScannedFile): boolean {
  return ts.parseConfigFileTextToJson(path, text).error === undefined;
}

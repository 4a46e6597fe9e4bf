import { posix } from 'node:path';
import type { Project } from '../../scan/project.ts';
import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import { Collector } from './collector.ts';
import { firstNames } from './first-names.ts';
import { allSpaces, contains, slotOf, type Holder, type Read } from './holder.ts';
import { collectFromJson, isJson } from './json-mentions.ts';
import { isKeyWord, keyName, merged, sayingPattern, type KeyName } from './key-name.ts';
import type { KeyOptions } from './key-options.ts';
import { collectFromMarkup } from './markup-mentions.ts';
import { nodeAt } from './node-at.ts';
import { collectFromScript } from './script-mentions.ts';
import { collectFromLines, isOtherLanguage } from './setting-lines.ts';
import type { TakenOut } from './taken-out.ts';
import { collectFromUnasked, unaskedFiles } from './unasked-settings.ts';

/** Every place that gives the public key a name, and every place that reads it under one. */
export interface Inventory {
  readonly holders: readonly Holder[];
  readonly reads: readonly Read[];
}

/** More names than an app can have for one key; what would be held under further ones stays. */
const MOST_NAMES = 200;

/** Collects name by name; what holds the key may take it from another name. */
export function takeInventory(
  options: KeyOptions,
  takenOut: TakenOut,
  project: Project,
): Inventory {
  const names = new Map<string, KeyName>();
  const waiting = new Set<string>();
  const add = (name: KeyName): void => {
    const known = names.get(name.text);
    const more = known === undefined ? name : merged(known, name);
    if (more === undefined || (known === undefined && names.size === MOST_NAMES)) return;
    names.set(name.text, more);
    // Behind the others, and once, however often it is met before its turn.
    waiting.add(name.text);
  };
  const isGone = (path: string, { start, end }: Range): boolean =>
    takenOut.holds(path, { start, end }, project.load(path)?.text.slice(start, end) ?? '');
  const collector = new Collector(add, isGone);
  const unasked = unaskedFiles(project);
  for (const name of [...firstNames(options), ...sayingNames(project)]) add(name);
  for (const text of waiting) {
    // Met again later, it has its turn again.
    waiting.delete(text);
    const name = names.get(text);
    if (name === undefined) continue;
    const inScope = filesWith(name, project);
    const outside = name.spellings.flatMap((spelling) => project.mentioningElsewhere(spelling));
    for (const file of new Set([...inScope, ...outside])) {
      for (const range of mentionsOf(name, file)) {
        if (!isGone(file.path, range)) collect(file, range, name, project, collector);
      }
    }
    for (const { path } of outside) collector.leaveAlone(path);
    for (const file of unasked) collectFromUnasked(file, name, collector);
  }
  return { holders: collector.holders, reads: collector.reads };
}

/** `PLAID_PUBLIC_KEY` and its like, wherever the files of the app hold them. */
function sayingNames(project: Project): KeyName[] {
  const words = new Set<string>();
  for (const { text } of project.files.values()) {
    for (const [word] of text.matchAll(sayingPattern))
      words.add(word.replace(/^[-\d]+|^data-/g, ''));
  }
  return [...words].filter(isKeyWord).map((word) => keyName(word));
}

/** A word that holds `plaid` stands in files that name Plaid; for others all are read. */
function filesWith(name: KeyName, project: Project): readonly ScannedFile[] {
  const isNamed = name.spellings.every((spelling) => /plaid/i.test(spelling));
  if (isNamed) return [...project.files.values()];
  const found = new Set(name.spellings.flatMap((spelling) => project.mentioning(spelling)));
  return [...found];
}

function mentionsOf(name: KeyName, { path, text }: ScannedFile): Range[] {
  const isMentioned = name.spellings.some((spelling) => text.includes(spelling));
  const found = isMentioned ? [...text.matchAll(name.pattern)] : [];
  const isLoose = found.length === 0 && name.strength === 'telling' && isOtherLanguage(path);
  const all = isLoose ? [...text.matchAll(name.loosePattern)] : found;
  return all.map(({ index, 0: word }) => ({ start: index, end: index + word.length }));
}

function collect(
  file: ScannedFile,
  range: Range,
  name: KeyName,
  project: Project,
  into: Collector,
): void {
  if (file.kind === 'data') {
    if (isJson(posix.basename(file.path))) collectFromJson(file, range, name, project, into);
    else collectFromLines(file, range, name, into);
    return;
  }
  const isInTag = file.placeholders.some((each) => contains(each, range));
  const script = file.scripts.find(({ blocks }) => blocks.some((block) => contains(block, range)));
  if (script === undefined || isInTag) {
    collectFromMarkup(file, range, name, into);
    return;
  }
  if (script.syntaxErrors.length > 0) {
    into.read(
      file.path,
      range,
      allSpaces.map((space) => slotOf(space, name.text)),
      'code',
    );
    return;
  }
  const node = nodeAt(script.source, range.start);
  // In a comment.
  if (node === undefined) return;
  collectFromScript({ node, range, name, place: { file, script, project } }, into);
}

import { memoryProject } from '../../../src/scan/memory-project.ts';
import type { ScannedFile } from '../../../src/scan/scanned-file.ts';
import type { TextEdit } from '../../../src/scan/text-edit.ts';
import type { Files } from '../migrate.ts';
import { breakMeaning } from './break-meaning.ts';
import { Dice } from './dice.ts';
import { keepMeaning } from './keep-meaning.ts';
import { tokensOf } from './code-tokens.ts';

/** Edits of a file; none where it has no place for them. */
export type Mutator = (file: ScannedFile, dice: Dice) => readonly TextEdit[];

/** A change of one file, told by numbers. */
export interface Mutation {
  readonly kind: keyof typeof keepMeaning | keyof typeof breakMeaning;
  readonly numbers: readonly [number, number, number, number];
}

export const keepingKinds = keysOf(keepMeaning);
export const breakingKinds = keysOf(breakMeaning);

const mutators: Readonly<Record<Mutation['kind'], Mutator>> = { ...keepMeaning, ...breakMeaning };

/** The files after a mutation; as they were where it has no place. */
export function mutate(files: Files, { kind, numbers }: Mutation): Files {
  const dice = new Dice(numbers);
  const project = memoryProject(files);
  const path = dice.pick([...files.keys()].filter((each) => !each.endsWith('.json')));
  const file = path === undefined ? undefined : project.load(path);
  if (file === undefined) return files;
  const after = splice(file.text, mutators[kind](file, dice));
  if (after === file.text) return files;
  const mutated = new Map(files).set(file.path, (file.bom ? '\uFEFF' : '') + after);
  const keeps = keysOf(keepMeaning).some((each) => each === kind);
  return keeps && !isAsGood(file, memoryProject(mutated).load(file.path)) ? files : mutated;
}

/** What a mutator thought to be harmless may not be where templates or JSX stand. */
function isAsGood(before: ScannedFile, after: ScannedFile | undefined): boolean {
  if (after === undefined) return false;
  const errors = (file: ScannedFile) =>
    file.scripts.flatMap((script) => script.syntaxErrors).length;
  return errors(after) === errors(before) && tokensOf(after).length >= tokensOf(before).length / 2;
}

/** Splices edits into a text; of two that overlap, the first is made. */
function splice(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < position) continue;
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record).filter((key): key is Key => key in record);
}

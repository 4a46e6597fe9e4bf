import type { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { FileEdit } from '../rule.ts';

/**
 * Where a name is looked up; the same word in two of them is two things. `environment`: of a process.
 * `member`: of objects and modules. `view`: of a template. `page`: a global of a page. `dom`: of an
 * element, however it is spelled there.
 */
export type Space = 'environment' | 'member' | 'view' | 'page' | 'dom';

/** What readers and holders share: a name in a space, or one declaration of a script. */
export type Slot = string;

/** Every space, for a mention that nobody can tell the meaning of. */
export const allSpaces: readonly Space[] = ['environment', 'member', 'view', 'page', 'dom'];

/** The slot of a name in a space. Elements spell `plaidKey` as `plaid-key`. */
export function slotOf(space: Space, name: string): Slot {
  if (space !== 'dom') return `${space} ${name}`;
  return `dom ${name
    .replace(/^data-/, '')
    .replaceAll(/[-_]/g, '')
    .toLowerCase()}`;
}

/** The slot of what is declared at a position of a file. */
export function localSlot(path: string, position: number): Slot {
  return `local ${path} ${String(position)}`;
}

/** What a place that reads the key does with it. */
export type ReaderKind =
  /** Makes the Plaid client of the server. */
  | 'client'
  /** Answers it to whoever asks. */
  | 'answer'
  /** Stops when it is missing. */
  | 'check'
  | 'template'
  /** A language that is searched for names alone. */
  | 'other-language'
  /** Takes the whole object that holds it. */
  | 'whole'
  /** Is the type of that object, and stands where nobody looks. */
  | 'type'
  | 'code';

/** A place that needs what a slot holds. */
export interface Read {
  readonly slots: readonly Slot[];
  readonly path: string;
  readonly range: Range;
  readonly by: ReaderKind;
}

/** What a holder is, for the words about it. */
export type HolderKind =
  | 'setting'
  | 'entry'
  | 'view-local'
  | 'constant'
  | 'type'
  | 'element'
  | 'answer';

/** How a holder is taken out. `property` and `declaration`: with the others beside it. */
export type Removal =
  | { readonly kind: 'edits'; readonly edits: readonly FileEdit[] }
  | {
      readonly kind: 'property';
      readonly node: ts.PropertyAssignment | ts.ShorthandPropertyAssignment;
      readonly place: CodePlace;
    }
  | {
      readonly kind: 'declaration';
      readonly node: ts.VariableDeclaration | ts.BindingElement | ts.ImportSpecifier;
      readonly place: CodePlace;
    }
  | { readonly kind: 'by-hand'; readonly why: string };

/** A place that gives the key a name for others: a line of settings, a constant, an entry, a type. */
export interface Holder {
  readonly kind: HolderKind;
  readonly name: string;
  readonly path: string;
  /** The name: what the finding points at. */
  readonly range: Range;
  /** What goes with it; who reads something in here does not any more once it is gone. */
  readonly span: Range;
  /** What it gives to others. */
  readonly slots: readonly Slot[];
  readonly removal: Removal;
  /** Whether it is worth a word when it stays: it says that it is the key, and brings it in itself. */
  readonly isReported: boolean;
}

/** Whether `inner` stands in `outer`. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Holders by the file they stand in. */
export function holdersByPath(holders: readonly Holder[]): ReadonlyMap<string, readonly Holder[]> {
  const byPath = new Map<string, Holder[]>();
  for (const holder of holders) {
    const known = byPath.get(holder.path);
    if (known === undefined) byPath.set(holder.path, [holder]);
    else known.push(holder);
  }
  return byPath;
}

import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { canGo } from './can-go.ts';
import type { Collector } from './collector.ts';
import { namesBehind } from './first-names.ts';
import { localSlot, slotOf, type Slot } from './holder.ts';
import { readerKind } from './reader-kind.ts';
import { isAmbient } from './script-objects.ts';
import { valueLeaves } from './value-leaves.ts';

/** A variable that holds the key, with all that use it. */
export function collectVariable(
  declaration: ts.VariableDeclaration,
  place: CodePlace,
  isTelling: boolean,
  into: Collector,
): void {
  const { name, initializer, parent: list } = declaration;
  if (!ts.isIdentifier(name) || !ts.isVariableStatement(list.parent)) return;
  const isType = isAmbient(declaration);
  if (!isType && (initializer === undefined || !canGo(initializer))) return;
  const slots = [...exportSlots(declaration, name), ...pageSlots(declaration, name, place)];
  const kind = isType ? 'type' : 'constant';
  if (
    !collectLocal({ name, declaration, kind, slots, isTelling, isReported: isTelling }, place, into)
  )
    return;
  if (initializer !== undefined) into.follow(namesBehind({ node: initializer, place }));
}

/** `const { PLAID_KEY } = process.env` */
export function collectBinding(
  element: ts.BindingElement,
  place: CodePlace,
  says: Pick<Local, 'isTelling' | 'isReported'>,
  into: Collector,
): void {
  const { name, parent: pattern } = element;
  const variable = pattern.parent;
  const isPlain =
    ts.isIdentifier(name) &&
    ts.isObjectBindingPattern(pattern) &&
    ts.isVariableDeclaration(variable) &&
    variable.initializer !== undefined &&
    canGo(variable.initializer) &&
    (element.initializer === undefined || canGo(element.initializer)) &&
    // What is not named goes into the rest.
    pattern.elements.every((each) => each.dotDotDotToken === undefined);
  if (!isPlain) return;
  const slots = exportSlots(variable, name);
  collectLocal({ name, declaration: element, kind: 'constant', slots, ...says }, place, into);
}

/** `import { PLAID_KEY } from './config'` */
export function collectImport(
  specifier: ts.ImportSpecifier,
  place: CodePlace,
  isTelling: boolean,
  into: Collector,
): void {
  const { name } = specifier;
  const local = {
    name,
    declaration: specifier,
    kind: 'constant' as const,
    slots: [],
    // It only brings what the other module holds.
    isReported: false,
    isTelling,
  };
  collectLocal(local, place, into);
}

interface Local {
  readonly name: ts.Identifier;
  readonly declaration: ts.VariableDeclaration | ts.BindingElement | ts.ImportSpecifier;
  readonly kind: 'constant' | 'type';
  readonly slots: readonly Slot[];
  /** Its name says that it is the key. */
  readonly isTelling: boolean;
  readonly isReported: boolean;
}

/** False where the declaration is known, or cannot be taken out. */
function collectLocal(local: Local, place: CodePlace, into: Collector): boolean {
  const { name, declaration, kind, isTelling, isReported } = local;
  const { path } = place.file;
  const source = place.script.source;
  const range = { start: name.getStart(source), end: name.end };
  if (!into.isNew({ path, range })) return false;
  const own = localSlot(path, range.start);
  const uses = symbolsOf(place.script)
    .usesOf(name)
    .filter((use) => use !== name);
  // What says nothing and was of no use before is not ours to tidy up.
  if (!isTelling && uses.length === 0) return false;
  into.hold({
    kind,
    name: name.text,
    path,
    range,
    span: { start: declaration.getStart(source), end: declaration.end },
    slots: [own, ...local.slots],
    removal: { kind: 'declaration', node: declaration, place },
    isReported,
  });
  for (const use of uses) {
    into.read(path, { start: use.getStart(source), end: use.end }, [own], readerKind(use));
    const taker = ts.findAncestor(use, ts.isVariableDeclaration);
    if (taker?.initializer !== undefined && valueLeaves(taker.initializer).includes(use)) {
      collectVariable(taker, place, isTelling, into);
    }
  }
  return true;
}

function exportSlots(declaration: ts.VariableDeclaration, name: ts.Identifier): readonly Slot[] {
  const isExported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  return isExported ? [slotOf('member', name.text)] : [];
}

/** Other scripts of the page see the top-level names of a classic script. */
function pageSlots(
  declaration: ts.VariableDeclaration,
  name: ts.Identifier,
  place: CodePlace,
): readonly Slot[] {
  const isTopLevel = ts.isSourceFile(declaration.parent.parent.parent);
  const isGlobal = isAmbient(declaration) || (isTopLevel && place.script.scope === 'global');
  return isGlobal ? [slotOf('page', name.text)] : [];
}

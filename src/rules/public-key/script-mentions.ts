import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { assignedTo } from '../../scan/definition.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { removeFromList } from '../edits/remove-from-list.ts';
import { removeStatement } from '../edits/remove-statement.ts';
import { canGo } from './can-go.ts';
import type { Collector } from './collector.ts';
import { namesBehind } from './first-names.ts';
import { allSpaces, slotOf, type Holder, type Slot, type Space } from './holder.ts';
import type { ScriptMention } from './mention.ts';
import { collectProperty, collectType } from './object-mentions.ts';
import { isOurs } from './is-ours.ts';
import { readerKind } from './reader-kind.ts';
import {
  isAmbient,
  isEnvironment,
  isExports,
  isPageObject,
  isViewObject,
} from './script-objects.ts';
import { removeMember } from './remove-member.ts';
import { settingCall, valueLeaves } from './value-leaves.ts';
import { collectBinding, collectImport, collectVariable } from './variables.ts';

/** Finds out what a mention in code gives to others, and what it takes from them. */
export function collectFromScript(mention: ScriptMention, into: Collector): void {
  const { node } = mention;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return collectAccess(parent, mention, into);
  }
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node) {
    return collectAccess(parent, mention, into);
  }
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) {
    if (parent.name === node) return collectProperty(parent, mention, into);
  }
  if (ts.isPropertySignature(parent) && parent.name === node) {
    return collectType(parent, mention, into);
  }
  if (ts.isPropertyDeclaration(parent) && parent.name === node) {
    return collectField(parent, mention, into);
  }
  if (ts.isIdentifier(node)) return collectIdentifier(node, mention, into);
  const call = settingCall(parent);
  if (call !== undefined) {
    const spaces = call.from === 'environment' ? (['environment'] as const) : memberSpaces;
    return collectRead(parent, spaces, mention, into);
  }
  read(mention, allSpaces, into);
}

function collectIdentifier(node: ts.Identifier, mention: ScriptMention, into: Collector): void {
  const { parent } = node;
  const { place, name } = mention;
  const isTelling = name.strength === 'telling' || name.inEnvironment;
  if (ts.isVariableDeclaration(parent) && parent.name === node) {
    if (isOurs(parent, mention)) collectVariable(parent, place, true, into);
    return;
  }
  if (ts.isBindingElement(parent)) {
    if ((parent.propertyName ?? parent.name) !== node) return;
    const spaces = isFromEnvironment(parent, place) ? ['environment' as const] : memberSpaces;
    read(mention, spaces, into);
    return collectBinding(
      parent,
      place,
      { isTelling, isReported: isTelling && spaces.length === 1 },
      into,
    );
  }
  if (ts.isImportSpecifier(parent)) {
    if ((parent.propertyName ?? parent.name) !== node) return;
    read(mention, ['member'], into);
    return collectImport(parent, place, isTelling, into);
  }
  if (ts.isExportSpecifier(parent)) return collectExport(parent, mention, into);
  if (ts.isParameter(parent) && parent.name === node && ts.getModifiers(parent) === undefined) {
    return;
  }
  const declaration = symbolsOf(place.script).symbolOf(node)?.declarations?.[0];
  const isUse = declaration !== undefined && declaration !== parent;
  // The uses of a declared name are read with its declaration.
  if (isUse && !isAmbient(declaration)) return;
  if (isUse || declaration === undefined) {
    return collectRead(node, ['page', 'environment'], mention, into);
  }
  read(mention, allSpaces, into);
}

/** `export { PLAID_KEY }`, `export { PLAID_KEY } from './config'` */
function collectExport(
  specifier: ts.ExportSpecifier,
  mention: ScriptMention,
  into: Collector,
): void {
  const { place, range } = mention;
  if (specifier.parent.parent.moduleSpecifier !== undefined) read(mention, ['member'], into);
  if (specifier.name !== mention.node) return;
  const { elements, parent: statement } = specifier.parent;
  const edits =
    elements.length === 1
      ? [removeStatement(statement, place)]
      : removeFromList(elements, new Set([specifier]), place);
  into.hold({
    kind: 'constant',
    name: specifier.name.text,
    path: place.file.path,
    range,
    span: { start: specifier.getStart(place.script.source), end: specifier.end },
    slots: [slotOf('member', specifier.name.text)],
    removal: { kind: 'edits', edits },
    isReported: false,
  });
}

const memberSpaces: readonly Space[] = ['member', 'environment'];

function isFromEnvironment(element: ts.BindingElement, place: CodePlace): boolean {
  const variable = element.parent.parent;
  if (!ts.isVariableDeclaration(variable) || variable.initializer === undefined) return false;
  return isEnvironment(variable.initializer, place);
}

function collectAccess(
  access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  mention: ScriptMention,
  into: Collector,
): void {
  const value = assignedTo(access);
  if (value !== undefined) return collectAssignment(access, value, mention, into);
  collectRead(access, spacesOf(access.expression, mention.place), mention, into);
}

function spacesOf(object: ts.Expression, place: CodePlace): readonly Space[] {
  if (isEnvironment(object, place)) return ['environment'];
  if (isPageObject(object)) return ['page'];
  if (isExports(object)) return ['member'];
  if (isViewObject(object)) return ['view'];
  if (memberName(object) === 'dataset') return ['dom'];
  return ['member', 'environment', 'page'];
}

/** `process.env.PLAID_KEY = 'x';`, `window.plaidKey = 'x';`, `exports.plaidKey = 'x';` */
function collectAssignment(
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  value: ts.Expression,
  mention: ScriptMention,
  into: Collector,
): void {
  const { place, name, range } = mention;
  const statement = target.parent.parent;
  const spaces = spacesOf(target.expression, place);
  const isOwn = name.inEnvironment && spaces[0] === 'environment';
  const isHolder = isOwn || isOurs(statement, mention);
  if (!ts.isExpressionStatement(statement) || spaces.length > 1 || !isHolder || !canGo(value)) {
    read(mention, allSpaces, into);
    return;
  }
  into.hold({
    kind: 'entry',
    name: name.text,
    path: place.file.path,
    range,
    span: { start: statement.getStart(place.script.source), end: statement.end },
    slots: spaces.map((space) => slotOf(space, name.text)),
    removal: { kind: 'edits', edits: [removeStatement(statement, place)] },
    isReported: true,
  });
  into.follow(namesBehind({ node: value, place }));
}

function collectField(
  field: ts.PropertyDeclaration,
  mention: ScriptMention,
  into: Collector,
): void {
  const { place, name, range } = mention;
  const { initializer } = field;
  const isPlain = ts.getDecorators(field) === undefined;
  if (!isPlain || !isOurs(field, mention) || (initializer !== undefined && !canGo(initializer))) {
    read(mention, allSpaces, into);
    return;
  }
  const holder: Holder = {
    kind: 'entry',
    name: name.text,
    path: place.file.path,
    range,
    span: { start: field.getStart(place.script.source), end: field.end },
    slots: [slotOf('member', name.text)],
    removal: { kind: 'edits', edits: [removeMember(field, place)] },
    isReported: true,
  };
  into.hold(holder);
  if (initializer !== undefined) into.follow(namesBehind({ node: initializer, place }));
}

/** A read; the variable that takes the value on may go with it. */
function collectRead(
  node: ts.Node,
  spaces: readonly Space[],
  mention: ScriptMention,
  into: Collector,
): void {
  read(mention, spaces, into);
  const variable = ts.findAncestor(node, ts.isVariableDeclaration);
  const initializer = variable?.initializer;
  if (variable === undefined || initializer === undefined) return;
  if (valueLeaves(initializer).includes(node)) {
    const { strength, inEnvironment } = mention.name;
    collectVariable(variable, mention.place, strength === 'telling' || inEnvironment, into);
  }
}

function read(mention: ScriptMention, spaces: readonly Space[], into: Collector): void {
  const { place, range, name, node } = mention;
  const slots: Slot[] = spaces.map((space) => slotOf(space, name.text));
  into.read(place.file.path, range, slots, readerKind(node));
}

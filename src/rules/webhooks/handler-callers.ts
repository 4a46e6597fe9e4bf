import { ts } from 'ts-morph';
import { bindingOf } from '../../scan/bindings.ts';
import type { Script } from '../../scan/scanned-file.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { usesOfName } from '../../scan/name-uses.ts';
import { identifiersIn, nodesIn } from '../../scan/nodes-in.ts';
import { functionName } from './function-name.ts';

/** Where a function is named elsewhere: called, or in a table of handlers. */
export function callersOf(node: ts.Node, place: CodePlace): readonly Placed[] {
  const name = functionName(node);
  if (name === undefined) return standInsOf(node, place);
  const isVariable = ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(name.parent);
  const uses = isVariable ? usesOfName(name, place) : [];
  const own = uses.filter(
    (use) => use.node !== name && ts.findAncestor(use.node, ts.isFunctionLike) !== undefined,
  );
  if (own.length > 0) return own;
  const named = membersNamed(name.text, node, place);
  return named.length > 0 ? named : standInsOf(node, place);
}

/** Names that stand for a function under another name, as through a file that exports those of others. */
function standInsOf(handler: ts.Node, { project }: CodePlace): readonly Placed[] {
  const found: Placed[] = [];
  for (const file of project.files.values()) {
    if (file.kind !== 'script' || !/hook/i.test(file.text)) continue;
    for (const script of file.scripts) {
      const place: CodePlace = { file, script, project };
      for (const node of handlerNamesIn(script)) {
        if (definitionOf(node, place)?.node === handler) found.push({ node, place });
      }
    }
  }
  return found;
}

const knownNames = new WeakMap<ts.SourceFile, readonly ts.Identifier[]>();

function handlerNamesIn(script: Script): readonly ts.Identifier[] {
  const found =
    knownNames.get(script.source) ??
    identifiersIn(script.source).filter((node) => isHandlerName(node) && isDeclared(node, script));
  knownNames.set(script.source, found);
  return found;
}

/** What is of the file, or imported: a global stands for no handler. */
function isDeclared(node: ts.Identifier, script: Script): boolean {
  const kind = bindingOf(node, script)?.kind;
  return kind === 'declared' || kind === 'import';
}

function isHandlerName(node: ts.Identifier): boolean {
  const { parent } = node;
  const isValue =
    ts.isCallExpression(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node);
  return isValue && ts.findAncestor(node, ts.isFunctionLike) !== undefined;
}

/** Uses of a method in its own class, or of an export under its name in files that are looked at. */
function membersNamed(
  name: string,
  handler: ts.Node,
  { file: own, project }: CodePlace,
): readonly Placed[] {
  const isTelling = name.length >= SHORTEST && /hook|plaid|event|notif/i.test(name);
  const owner = ts.findAncestor(handler, ts.isClassLike)?.name?.text;
  const found: Placed[] = [];
  for (const file of isTelling ? project.files.values() : [own]) {
    if (file.kind === 'data' || !file.text.includes(name)) continue;
    for (const script of file.scripts) {
      const place: CodePlace = { file, script, project };
      for (const node of namingIn(script.source).get(name) ?? []) {
        if (!isUseOf(node, name, isTelling, file === own, owner)) continue;
        const behind = definitionOf(node, place)?.node;
        if (behind === undefined || behind === handler) found.push({ node, place });
      }
    }
  }
  return found;
}

/** `service.handle(body)`, `handle(body)`, `{ item: this.handle.bind(this) }`, `Hooks.handle(body)` */
function isUseOf(
  node: Naming,
  name: string,
  isTelling: boolean,
  isHere: boolean,
  owner: string | undefined,
): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    const of = node.expression;
    const isThis =
      of.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(of) && of.text === owner);
    if (node.name.text !== name || !(isThis ? isHere : isTelling)) return false;
    const { parent } = node;
    return !ts.isBinaryExpression(parent) || parent.left !== node;
  }
  return node.text === name && ts.isCallExpression(node.parent);
}

type Naming = ts.PropertyAccessExpression | ts.Identifier;

const NAMING = [ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.Identifier];

function isNaming(node: ts.Node): node is Naming {
  return NAMING.includes(node.kind);
}

const known = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly Naming[]>>();

/** The nodes of a script that may name something, by the name. */
function namingIn(source: ts.SourceFile): ReadonlyMap<string, readonly Naming[]> {
  const before = known.get(source);
  if (before !== undefined) return before;
  const found = Map.groupBy(nodesIn(source, NAMING, isNaming), (node) =>
    ts.isIdentifier(node) ? node.text : node.name.text,
  );
  known.set(source, found);
  return found;
}

/** Shorter names are anybody's. */
const SHORTEST = 6;

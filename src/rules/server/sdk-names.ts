import { ts } from 'ts-morph';
import type { FileStyle } from '../../scan/file-style.ts';
import { addedImport } from '../edits/added-import.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import { nameList, type ListedName } from '../edits/name-list.ts';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { identifiersIn } from '../../scan/nodes-in.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { sdkExport } from './sdk-export.ts';
import { currentName } from './sdk-type-names.ts';
import { type SdkReference, sdkReferences } from './sdk-references.ts';
import { type SdkImportList, sdkImports } from './sdk-imports.ts';

/** How one script names what it has of the SDK, and how its imports change for the current one. */
export class SdkNames {
  readonly references: readonly SdkReference[];
  readonly #place: CodePlace;
  readonly #style: FileStyle;
  /** The local name of the whole package. */
  readonly #whole: string | undefined;
  readonly #defaultImport: ts.ImportClause | undefined;
  readonly #list: SdkImportList | undefined;
  /** `require('plaid')` where a client is made of it on the spot: nothing imports the package. */
  readonly #inline: string | undefined;
  readonly #added = new Map<string, string>();

  constructor(place: CodePlace, style: FileStyle) {
    this.#place = place;
    this.#style = style;
    const { whole, clause, list } = sdkImports(place);
    this.#whole = whole;
    this.#defaultImport = clause;
    this.#list = list;
    this.references = sdkReferences(place);
    this.#inline = whole === undefined && list === undefined ? this.#inlineRequire() : undefined;
  }

  /** How code of this script writes an export of the current SDK. */
  write(name: string): string {
    if (this.#whole !== undefined && !this.#isNamed()) return `${this.#whole}.${name}`;
    if (this.#inline !== undefined) return `(${this.#inline}.${name})`;
    const known = this.#added.get(name);
    if (known !== undefined) return known;
    const present = this.#elements().find(({ imported }) => currentName(imported) === name);
    if (present !== undefined) return this.#localOf(present);
    const local = this.#isTaken(name) ? `Plaid${name}` : name;
    this.#added.set(name, local);
    return local;
  }

  /** `new (require('plaid').Client)(…)` */
  #inlineRequire(): string | undefined {
    const { source } = this.#place.script;
    for (const { node } of this.references) {
      const isMade =
        ts.isPropertyAccessExpression(node) && ts.isCallExpression(bare(node.expression));
      let outer = node.parent;
      while (ts.isParenthesizedExpression(outer)) outer = outer.parent;
      if (isMade && ts.isNewExpression(outer)) return node.expression.getText(source);
    }
    return undefined;
  }

  /** The edits for all references but those that are `gone`, under their current names. */
  renames(isGone: (node: ts.Node) => boolean): TextEdit[] {
    const { source } = this.#place.script;
    const edits: TextEdit[] = [];
    for (const { node, name } of this.references) {
      if (isGone(node)) continue;
      const token = ts.isPropertyAccessExpression(node)
        ? node.name
        : ts.isQualifiedName(node)
          ? node.right
          : node;
      const element = this.#elements().find(({ local }) => local === token.getText(source));
      const text =
        ts.isIdentifier(node) && element !== undefined ? this.#localOf(element) : currentName(name);
      const isAlias = ts.isIdentifier(node) && element === undefined;
      if (isAlias || text === token.getText(source)) continue;
      edits.push({ start: token.getStart(source), end: token.end, text });
      if (ts.isTypeReferenceNode(node.parent) && node.parent.typeArguments !== undefined) {
        edits.push({ start: node.end, end: node.parent.end, text: '' });
      }
    }
    return edits;
  }

  /** The edits of the imports; call it last, when all names are written. */
  imports(isGone: (node: ts.Node) => boolean): TextEdit[] {
    const { script } = this.#place;
    const { source } = script;
    const edits: TextEdit[] = [];
    const clause = this.#defaultImport;
    const names: ListedName[] = [];
    for (const element of this.#elements()) {
      const isUsed = symbolsOf(script)
        .usesOf(element.name)
        .some((use) => use.parent !== element.node && !isGone(use));
      const current = currentName(element.imported);
      const isAdded = this.#isWritten(current);
      if (!isUsed && !isAdded && hasUses(element.name, this.#place)) continue;
      const local = this.#localOf(element);
      const text = this.#specifier(current, local, element.isTypeOnly);
      names.push({ text, old: element.node });
    }
    for (const [name, local] of this.#added) {
      if (this.#list !== undefined) names.push({ text: this.#specifier(name, local, false) });
    }
    const list = this.#list;
    if (list !== undefined) {
      const listed = this.#listText(list, names);
      if (clause !== undefined && clause.namedBindings === list) {
        // A namespace and names do not go in one import.
        const text = `* as ${clause.name?.text ?? ''}`;
        edits.push(...inPlaceOf({ ...rangeOf(clause, source), text }));
        const statement = clause.parent;
        const specifier = ts.isImportDeclaration(statement)
          ? statement.moduleSpecifier.getText(source)
          : '';
        const end = source.text.charAt(statement.end - 1) === ';' ? ';' : '';
        const added = names.length === 0 ? '' : `\nimport ${listed} from ${specifier}${end}`;
        edits.push({ start: statement.end, end: statement.end, text: added });
      } else if (listed !== list.getText(source)) {
        edits.push(...inPlaceOf({ ...rangeOf(list, source), text: listed }));
      }
    } else if (clause?.name !== undefined) {
      edits.push({ ...rangeOf(clause.name, source), text: `* as ${clause.name.text}` });
    }
    if (list === undefined) edits.push(...this.#newImports());
    return edits.filter(({ start, end, text }) => start !== end || text !== '');
  }

  /** What the script has to import anew. */
  #newImports(): TextEdit[] {
    const { script } = this.#place;
    const names = [...this.#added].toSorted(([one], [other]) => (one < other ? -1 : 1));
    const isImporting = script.source.statements.some(ts.isImportDeclaration);
    if (!isImporting) {
      return names.map(([name, local]) =>
        addedImport({ module: 'plaid', name, local }, script, this.#style),
      );
    }
    if (names.length === 0) return [];
    const all = names
      .map(([name, local]) => (name === local ? name : `${name} as ${local}`))
      .join(', ');
    return [addedImport({ module: 'plaid', name: all, local: all }, script, this.#style)];
  }

  readonly #written = new Set<string>();

  #isWritten(name: string): boolean {
    return this.#written.has(name);
  }

  #localOf(element: Element): string {
    const current = currentName(element.imported);
    this.#written.add(current);
    if (element.isAliased) return element.local;
    if (current === element.imported) return element.local;
    return this.#isTaken(current) ? `Plaid${current}` : current;
  }

  /** Names are written by themselves where the constructor or the environments are. */
  #isNamed(): boolean {
    if (this.#whole === undefined) return true;
    return this.#elements().some(({ imported }) => /^(Client|environments)$/.test(imported));
  }

  #isTaken(name: string): boolean {
    return identifiersIn(this.#place.script.source).some(
      (node) =>
        node.text === name &&
        !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
        !(ts.isQualifiedName(node.parent) && node.parent.right === node) &&
        sdkExport(node, this.#place) === undefined,
    );
  }

  #elements(): readonly Element[] {
    return this.#list === undefined ? [] : elementsOf(this.#list);
  }

  #specifier(name: string, local: string, isTypeOnly: boolean): string {
    const isPattern = this.#list !== undefined && ts.isObjectBindingPattern(this.#list);
    const between = isPattern ? ': ' : ' as ';
    return (isTypeOnly ? 'type ' : '') + (name === local ? name : `${name}${between}${local}`);
  }

  #listText(list: SdkImportList, names: readonly ListedName[]): string {
    const unique = names.filter(
      ({ text }, index) => names.findIndex((each) => each.text === text) === index,
    );
    const old = elementsOf(list).map(({ imported }) => imported);
    const wasSorted = old.every((each, index) => index === 0 || before(old[index - 1] ?? '', each));
    const sorted = wasSorted
      ? unique.toSorted((one, other) => (before(one.text, other.text) ? -1 : 1))
      : unique;
    return nameList(sorted, list, this.#place);
  }
}

/** As imports are sorted: small letters and capitals are the same. */
function before(one: string, other: string): boolean {
  return one.toLowerCase() <= other.toLowerCase();
}

interface Element {
  readonly node: ts.Node;
  readonly name: ts.Identifier;
  readonly imported: string;
  readonly local: string;
  readonly isAliased: boolean;
  readonly isTypeOnly: boolean;
}

function elementsOf(list: SdkImportList): readonly Element[] {
  const found: Element[] = [];
  for (const node of list.elements) {
    if (!ts.isIdentifier(node.name)) continue;
    const imported = (node.propertyName ?? node.name).getText();
    const isTypeOnly = ts.isImportSpecifier(node) && node.isTypeOnly;
    const local = node.name.text;
    const isAliased = node.propertyName !== undefined;
    found.push({ node, name: node.name, imported, local, isAliased, isTypeOnly });
  }
  return found;
}

function hasUses(name: ts.Identifier, place: CodePlace): boolean {
  return symbolsOf(place.script)
    .usesOf(name)
    .some((use) => use !== name);
}

function rangeOf(node: ts.Node, source: ts.SourceFile): { start: number; end: number } {
  return { start: node.getStart(source), end: node.end };
}

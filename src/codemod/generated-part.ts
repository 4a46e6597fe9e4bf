import { ts } from 'ts-morph';
import { importsWithExtensions } from '../rules/edits/imported-names.ts';
import { removeOrphans } from '../rules/edits/orphans.ts';
import { bindingOf } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import type { Project } from '../scan/project.ts';
import type { Range, ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import { symbolsOf } from '../scan/symbols.ts';
import type { GeneratedCode } from '../generate/generated-code.ts';
import type { Draft } from './draft.ts';
import type { FileFacts } from './file-facts.ts';
import { fileStyle, type FileStyle } from '../scan/file-style.ts';
import { rereadFile } from './reread-file.ts';

/**
 * The generated part of one module, as it stands in the module's new text. No parsed code is in it: a
 * tree has a thousand of them, and the trees of as many files take gigabytes.
 */
export interface GeneratedPart {
  readonly file: Pick<ScannedFile, 'path' | 'text' | 'bom'>;
  /** The code itself. */
  readonly code: string;
  readonly imports: readonly UsedImport[];
  /** The generated names that the rest of the module uses. */
  readonly names: readonly string[];
  readonly style: Pick<FileStyle, 'quote' | 'semicolons' | 'lineEnd'>;
  /** Whether the module names other files with their extension. */
  readonly withExtensions: boolean;
  /** Takes the code out of the module, and the imports that only the code used. */
  readonly removal: readonly TextEdit[];
  /** Behind which of its imports the module imports what it no longer holds, or before which. */
  readonly importAt: { readonly side: 'before' | 'behind'; readonly position: number };
}

/** An import that generated code needs. */
export interface UsedImport {
  /** A package, or the path of a file of the tree. */
  readonly from: string;
  readonly isFile: boolean;
  readonly name: string;
  readonly local: string;
}

/** Generated code in the text of a module. */
interface Found extends Range {
  readonly place: CodePlace;
  readonly statements: readonly ts.Statement[];
}

const KINDS: ReadonlySet<string> = new Set(['link-handler', 'link-hook', 'link-component']);

/** The code that was generated into a module; undefined where it cannot stand elsewhere. */
export function generatedPart(
  draft: Draft,
  codes: readonly GeneratedCode[],
  project: Project,
  facts: FileFacts,
): GeneratedPart | undefined {
  const found = findCode(draft, codes, project, facts);
  const imports = found === undefined ? undefined : importsOf(found);
  if (found === undefined || imports === undefined) return undefined;
  const { place, start, end, statements } = found;
  const { source } = place.script;
  const { path, text, bom } = place.file;
  const orphans = removeOrphans([...statements], place);
  // A comment would go with them.
  if (orphans.some((edit) => /\/[/*]/.test(text.slice(edit.start, edit.end)))) return undefined;
  return {
    file: { path, text, bom },
    code: text.slice(start, end).trim(),
    imports,
    names: namesUsed(found),
    style: fileStyle(place.script),
    withExtensions: importsWithExtensions(source),
    removal: [{ start, end, text: '' }, ...orphans],
    importAt: placeOfImport(source, orphans),
  };
}

function findCode(
  { file, after }: Draft,
  codes: readonly GeneratedCode[],
  project: Project,
  facts: FileFacts,
): Found | undefined {
  const isShareable = codes.every(({ kind, scope }) => KINDS.has(kind) && scope === 0);
  if (file.kind !== 'script' || !isShareable) return undefined;
  const reread = rereadFile(file, after);
  const [script] = reread.scripts;
  if (script === undefined || script.syntaxErrors.length > 0) return undefined;
  if (!script.source.statements.some(ts.isImportDeclaration)) return undefined;
  const eol = after.includes('\r\n') ? '\r\n' : '\n';
  const pieces = facts
    .generated(file, codes)
    .map(({ text }) => text.replaceAll(/\r?\n/g, eol))
    .filter((text) => /\bfunction \w/.test(text));
  const starts = pieces.map((text) => after.indexOf(text));
  const start = Math.min(...starts);
  const end = Math.max(...pieces.map((text, index) => (starts[index] ?? 0) + text.length));
  // Something else in between would move along.
  const isWhole = pieces.reduce((sum, text) => sum + text.length, 0) === end - start;
  if (starts.includes(-1) || !isWhole) return undefined;
  const statements = script.source.statements.filter(
    (each) => each.getStart(script.source) >= start && each.end <= end,
  );
  return { place: { file: reread, script, project }, start, end, statements };
}

/** The imports that code needs; undefined where it names anything else of its module. */
function importsOf({ statements, place, start, end }: Found): readonly UsedImport[] | undefined {
  const imports = new Map<string, UsedImport>();
  let isAlone = true;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const declaration = symbolsOf(place.script).symbolOf(node)?.declarations?.[0];
      const isOutside =
        declaration !== undefined &&
        (declaration.getStart(place.script.source) < start || declaration.end > end);
      const binding = isOutside ? bindingOf(node, place.script) : undefined;
      if (binding?.kind === 'import') {
        const file = place.project.resolveImport(place.file.path, binding.module);
        const from = file?.path ?? binding.module;
        const { name } = binding;
        imports.set(node.text, { from, isFile: file !== undefined, name, local: node.text });
      } else if (isOutside) isAlone = false;
    }
    ts.forEachChild(node, visit);
  };
  statements.forEach(visit);
  const react = hasJsx(statements) ? reactOf(place) : undefined;
  if (react !== undefined) imports.set(react.local, react);
  return isAlone
    ? [...imports.values()].toSorted((a, b) => (a.local < b.local ? -1 : 1))
    : undefined;
}

function hasJsx(nodes: readonly ts.Node[]): boolean {
  const isJsx = (node: ts.Node): boolean =>
    ts.isJsxElement(node) ||
    ts.isJsxSelfClosingElement(node) ||
    ts.isJsxFragment(node) ||
    ts.forEachChild(node, isJsx) === true;
  return nodes.some(isJsx);
}

/** The classic JSX transform needs React in scope, which no identifier in the code says. */
function reactOf(place: CodePlace): UsedImport | undefined {
  for (const statement of place.script.source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const clause = statement.importClause;
    const bindings = clause?.namedBindings;
    const isNamespace = bindings !== undefined && ts.isNamespaceImport(bindings);
    const local = isNamespace ? bindings.name.text : clause?.name?.text;
    if (local !== 'React') continue;
    return { from: 'react', isFile: false, name: isNamespace ? '*' : 'default', local };
  }
  return undefined;
}

function namesUsed({ place, start, end, statements }: Found): readonly string[] {
  return statements.filter(ts.isFunctionDeclaration).flatMap(({ name }) => {
    if (name === undefined) return [];
    const uses = symbolsOf(place.script).usesOf(name);
    return uses.some((use) => use.pos < start || use.end > end) ? [name.text] : [];
  });
}

function placeOfImport(
  source: ts.SourceFile,
  orphans: readonly TextEdit[],
): GeneratedPart['importAt'] {
  const imports = source.statements.filter(ts.isImportDeclaration);
  const kept = imports.filter(
    (each) => !orphans.some((edit) => edit.start <= each.getStart(source) && edit.end >= each.end),
  );
  const last = kept.at(-1);
  if (last !== undefined) return { side: 'behind', position: last.end };
  return { side: 'before', position: imports[0]?.getStart(source) ?? 0 };
}

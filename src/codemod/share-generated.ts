import path from 'node:path';
import { ts } from 'ts-morph';
import { removeOrphans } from '../rules/orphans.ts';
import { relativeModule } from '../rules/imported-names.ts';
import type { GeneratedCode } from '../rules/rule.ts';
import { bindingOf } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import type { Project } from '../scan/project.ts';
import type { ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import { symbolsOf } from '../scan/symbols.ts';
import { applyEdits } from './apply-edits.ts';
import type { Draft } from './draft-files.ts';
import { fileStyle, type FileStyle } from './generate/file-style.ts';
import type { FileFacts } from './file-facts.ts';
import { rereadFile } from './reread-file.ts';

/** Generated code that several modules have in common, in a module of its own. */
export interface SharedCode {
  /** New texts of the modules, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** New files, by path. */
  readonly created: ReadonlyMap<string, NewFile>;
}

/** The text of a new file; with a byte order mark where the files it serves have one. */
export type NewFile = Pick<ScannedFile, 'text' | 'bom'>;

/** The generated part of one module, as it stands in the module's new text. */
interface Part {
  readonly place: CodePlace;
  readonly start: number;
  readonly end: number;
  readonly statements: readonly ts.Statement[];
  readonly imports: readonly UsedImport[];
}

interface UsedImport {
  /** A package, or the path of a file of the tree. */
  readonly from: string;
  readonly isFile: boolean;
  readonly name: string;
  readonly local: string;
}

/**
 * Where the same code was generated into several ES modules of one package, it moves into one file
 * beside them which they import. Code that names other things of its module stays where it is.
 */
export function shareGenerated(
  project: Project,
  drafts: ReadonlyMap<string, Draft>,
  wanted: ReadonlyMap<string, readonly GeneratedCode[]>,
  facts: FileFacts,
): SharedCode {
  const groups = new Map<string, Part[]>();
  if (wanted.size > 1) {
    for (const [file, codes] of wanted) {
      const draft = drafts.get(file);
      const part = draft === undefined ? undefined : partOf(draft, codes, project, facts);
      if (part === undefined) continue;
      const key = [project.manifestOf(file)?.path, textOf(part), JSON.stringify(part.imports)];
      const group = key.join('\n');
      groups.set(group, [...(groups.get(group) ?? []), part]);
    }
  }
  const texts = new Map<string, string>();
  const created = new Map<string, NewFile>();
  for (const parts of groups.values()) {
    const [first] = parts;
    if (first === undefined || parts.length < 2) continue;
    const file = freePath(parts, project, created);
    const names = [...new Set(parts.flatMap(namesUsed))];
    created.set(file, { text: moduleText(first, file, names), bom: first.place.file.bom });
    for (const part of parts) texts.set(part.place.file.path, withImport(part, file));
  }
  return { texts, created };
}

function partOf(
  { file, after }: Draft,
  codes: readonly GeneratedCode[],
  project: Project,
  facts: FileFacts,
): Part | undefined {
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
  const place: CodePlace = { file: reread, script, project };
  const statements = script.source.statements.filter(
    (each) => each.getStart(script.source) >= start && each.end <= end,
  );
  // Something else in between would move along.
  const isWhole = pieces.reduce((sum, text) => sum + text.length, 0) === end - start;
  if (starts.includes(-1) || !isWhole) return undefined;
  const imports = importsOf(statements, place, { start, end });
  return imports === undefined ? undefined : { place, start, end, statements, imports };
}

const KINDS: ReadonlySet<string> = new Set(['link-handler', 'link-hook', 'link-component']);

/** The imports that code needs; undefined where it names anything else of its module. */
function importsOf(
  statements: readonly ts.Statement[],
  place: CodePlace,
  { start, end }: { readonly start: number; readonly end: number },
): readonly UsedImport[] | undefined {
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

function textOf({ place, start, end }: Part): string {
  return place.file.text.slice(start, end).trim();
}

/** The generated names that the rest of the module uses. */
function namesUsed({ place, start, end, statements }: Part): readonly string[] {
  return statements.filter(ts.isFunctionDeclaration).flatMap(({ name }) => {
    if (name === undefined) return [];
    const uses = symbolsOf(place.script).usesOf(name);
    return uses.some((use) => use.pos < start || use.end > end) ? [name.text] : [];
  });
}

function freePath(
  parts: readonly Part[],
  project: Project,
  created: ReadonlyMap<string, NewFile>,
): string {
  const files = parts.map(({ place }) => place.file.path);
  const folders = files.map((file) => path.posix.dirname(file).split('/'));
  const [own = []] = folders;
  const common = own.filter((_, depth) =>
    folders.every((each) => own.slice(0, depth + 1).every((name, index) => each[index] === name)),
  );
  const extension = path.posix.extname(files[0] ?? '');
  for (let number = 1; ; number += 1) {
    const name = `plaid-link${number === 1 ? '' : String(number)}${extension}`;
    const file = path.posix.join(...common, name);
    if (project.load(file) === undefined && !created.has(file)) return file;
  }
}

function moduleText(part: Part, file: string, names: readonly string[]): string {
  const style = fileStyle(part.place.script);
  const lines = importLines(part, file, style);
  const code = names.reduce(
    (text, name) => text.replace(new RegExp(`^(?=function ${name}\\b)`, 'm'), 'export '),
    textOf(part),
  );
  const eol = part.place.file.text.includes('\r\n') ? '\r\n' : '\n';
  const head = lines.length === 0 ? '' : lines.join(eol) + eol + eol;
  return `${head}${code}${eol}`;
}

function importLines(
  { imports, place }: Part,
  file: string,
  { quote, semicolons }: Pick<FileStyle, 'quote' | 'semicolons'>,
): readonly string[] {
  const modules = new Set(imports.map(({ from }) => from));
  return [...modules].map((from) => {
    const own = imports.filter((each) => each.from === from);
    const isFile = own.some((each) => each.isFile);
    const module = `${quote}${isFile ? relativeModule(place, from, file) : from}${quote}`;
    return `import ${clauseOf(own)} from ${module}${semicolons ? ';' : ''}`;
  });
}

/** `React, { useState }`, `* as React` */
function clauseOf(imports: readonly UsedImport[]): string {
  const whole = imports.flatMap(({ name, local }) => {
    if (name === 'default') return [local];
    return name === '*' ? [`* as ${local}`] : [];
  });
  const named = imports.flatMap(({ name, local }) => {
    if (name === 'default' || name === '*') return [];
    return [name === local ? name : `${name} as ${local}`];
  });
  return [...whole, ...(named.length > 0 ? [`{ ${named.join(', ')} }`] : [])].join(', ');
}

/** The module with an import in place of the code, and without the imports that only the code used. */
function withImport(part: Part, file: string): string {
  const { place, start, end, statements } = part;
  const { source } = place.script;
  const orphans = removeOrphans([...statements], place);
  const imports = source.statements.filter(ts.isImportDeclaration);
  const kept = imports.filter(
    (each) => !orphans.some((edit) => edit.start <= each.getStart(source) && edit.end >= each.end),
  );
  const { quote, semicolons, lineEnd } = fileStyle(place.script);
  const names = namesUsed(part).join(', ');
  const module = `${quote}${relativeModule(place, file)}${quote}`;
  const line = `import { ${names} } from ${module}${semicolons ? ';' : ''}`;
  const last = kept.at(-1) ?? imports[0];
  const insertion: TextEdit =
    last === undefined || kept.length === 0
      ? {
          start: last?.getStart(source) ?? 0,
          end: last?.getStart(source) ?? 0,
          text: line + lineEnd,
        }
      : behindLine(place.file.text, last.end, lineEnd + line);
  return applyEdits(place.file.text, [{ start, end, text: '' }, ...orphans, insertion]);
}

/** An insertion at the end of a line, behind the comment it may end in. */
function behindLine(text: string, position: number, inserted: string): TextEdit {
  const rest = /^[^\r\n]*/.exec(text.slice(position))?.[0].length ?? 0;
  return { start: position + rest, end: position + rest, text: inserted };
}

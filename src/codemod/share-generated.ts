import path from 'node:path';
import { moduleSpecifier } from '../rules/edits/imported-names.ts';
import type { Project } from '../scan/project.ts';
import type { ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import type { GeneratedCode } from '../generate/generated-code.ts';
import { applyEdits } from './apply-edits.ts';
import type { Draft } from './draft.ts';
import type { FileFacts } from './file-facts.ts';
import { generatedPart, type GeneratedPart, type UsedImport } from './generated-part.ts';

/** Generated code that several modules have in common, in a module of its own. */
export interface SharedCode {
  /** New texts of the modules, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** New files, by path. */
  readonly created: ReadonlyMap<string, NewFile>;
}

/** The text of a new file; with a byte order mark where the files it serves have one. */
export type NewFile = Pick<ScannedFile, 'text' | 'bom'>;

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
  const groups = new Map<string, GeneratedPart[]>();
  for (const file of alike(wanted, project, facts)) {
    const draft = drafts.get(file);
    const codes = wanted.get(file) ?? [];
    const part = draft === undefined ? undefined : generatedPart(draft, codes, project, facts);
    if (part === undefined) continue;
    const key = [project.manifestOf(file)?.path, part.code, JSON.stringify(part.imports)];
    const group = groups.get(key.join('\n'));
    if (group === undefined) groups.set(key.join('\n'), [part]);
    else group.push(part);
  }
  const texts = new Map<string, string>();
  const created = new Map<string, NewFile>();
  for (const parts of groups.values()) {
    const [first] = parts;
    if (first === undefined || parts.length < 2) continue;
    const file = freePath(parts, project, created);
    const names = [...new Set(parts.flatMap((part) => part.names))];
    created.set(file, { text: moduleText(first, file, names), bom: first.file.bom });
    for (const part of parts) texts.set(part.file.path, withImport(part, file));
  }
  return { texts, created };
}

/** The files that some other file of their package gets the same code as: only they need to be parsed. */
function alike(
  wanted: ReadonlyMap<string, readonly GeneratedCode[]>,
  project: Project,
  facts: FileFacts,
): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const [name, codes] of wanted) {
    const file = project.load(name);
    if (file === undefined) continue;
    const edits = facts.generated(file, codes).filter(({ text }) => /\bfunction \w/.test(text));
    const key = [project.manifestOf(name)?.path, ...edits.map(({ text }) => text)].join('\n');
    const same = byText.get(key);
    if (same === undefined) byText.set(key, [name]);
    else same.push(name);
  }
  return [...byText.values()].filter((names) => names.length > 1).flat();
}

function freePath(
  parts: readonly GeneratedPart[],
  project: Project,
  created: ReadonlyMap<string, NewFile>,
): string {
  const files = parts.map(({ file }) => file.path);
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

function moduleText(part: GeneratedPart, file: string, names: readonly string[]): string {
  const { lineEnd } = part.style;
  const lines = importLines(part, file);
  const code = names.reduce(
    (text, name) => text.replace(new RegExp(`^(?=function ${name}\\b)`, 'm'), 'export '),
    part.code,
  );
  const head = lines.length === 0 ? '' : lines.join(lineEnd) + lineEnd + lineEnd;
  return `${head}${code}${lineEnd}`;
}

function importLines(
  { imports, style: { quote, semicolons }, withExtensions }: GeneratedPart,
  file: string,
): readonly string[] {
  const modules = new Set(imports.map(({ from }) => from));
  return [...modules].map((from) => {
    const own = imports.filter((each) => each.from === from);
    const isFile = own.some((each) => each.isFile);
    const module = isFile ? moduleSpecifier(file, from, withExtensions) : from;
    return `import ${clauseOf(own)} from ${quote}${module}${quote}${semicolons ? ';' : ''}`;
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
function withImport(part: GeneratedPart, shared: string): string {
  const { file, names, style, withExtensions, removal, importAt } = part;
  const module = moduleSpecifier(file.path, shared, withExtensions);
  const { quote, semicolons, lineEnd } = style;
  const specifier = `${quote}${module}${quote}${semicolons ? ';' : ''}`;
  const line = `import { ${names.join(', ')} } from ${specifier}`;
  const { side, position } = importAt;
  const insertion: TextEdit =
    side === 'before'
      ? { start: position, end: position, text: line + lineEnd }
      : behindLine(file.text, position, lineEnd + line);
  return applyEdits(file.text, [...removal, insertion]);
}

/** An insertion at the end of a line, behind the comment it may end in. */
function behindLine(text: string, position: number, inserted: string): TextEdit {
  const rest = /^[^\r\n]*/.exec(text.slice(position))?.[0].length ?? 0;
  return { start: position + rest, end: position + rest, text: inserted };
}

import { ts } from 'ts-morph';
import type { PackageDemand } from '../rules/rule.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import { applyEdits } from './apply-edits.ts';
import { indentationAt, lineStart } from './line-ends.ts';
import { raiseRange } from './version-range.ts';

/** What a package.json becomes, and what could not be done for it. */
export interface PackageChange {
  readonly text: string;
  /** Packages whose range is too old and not plain enough to raise. */
  readonly unclear: readonly Entry[];
}

/** A package and the range it is listed with. */
export interface Entry {
  readonly name: string;
  readonly range: string;
}

const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * Meets demands by text edits that keep the file's formatting; undefined where the text is no JSON
 * object. Ranges are raised wherever a package is listed, never lowered; what is missing is added to
 * `dependencies`, what is not needed any more leaves all of them.
 */
export function changePackageJson(
  text: string,
  demands: readonly PackageDemand[],
): PackageChange | undefined {
  const before = rootObject(text);
  if (before === undefined) return undefined;
  const removed = new Set(
    demands.filter(({ version }) => version === undefined).map(({ name }) => name),
  );
  const left = applyEdits(
    text,
    sectionsOf(before).flatMap((section) => removals(section, removed)),
  );
  const root = rootObject(left);
  if (root === undefined) return undefined;
  const edits: TextEdit[] = [];
  const unclear: Entry[] = [];
  const added: Entry[] = [];
  for (const { name, version } of demands) {
    if (version === undefined) continue;
    const entries = sectionsOf(root).flatMap((section) => member(section, name) ?? []);
    if (entries.length === 0) added.push({ name, range: version });
    for (const { initializer } of entries) {
      const range = ts.isStringLiteral(initializer) ? initializer.text : '';
      const raised = raiseRange(range, version);
      if (raised.kind === 'unclear') unclear.push({ name, range });
      if (raised.kind !== 'raised') continue;
      const start = initializer.getStart();
      edits.push({ start, end: initializer.end, text: JSON.stringify(raised.range) });
    }
  }
  if (added.length > 0) edits.push(...additions(left, root, added));
  return { text: applyEdits(left, edits), unclear };
}

function rootObject(text: string): ts.ObjectLiteralExpression | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const { JSON: kind } = ts.ScriptKind;
  const source = ts.createSourceFile('package.json', text, ts.ScriptTarget.ESNext, true, kind);
  const [statement] = source.statements;
  if (statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  return ts.isObjectLiteralExpression(expression) ? expression : undefined;
}

function sectionsOf(root: ts.ObjectLiteralExpression): ts.ObjectLiteralExpression[] {
  return SECTIONS.flatMap((name) => objectMember(root, name) ?? []);
}

function member(
  object: ts.ObjectLiteralExpression,
  name: string,
): ts.PropertyAssignment | undefined {
  return object.properties.find(
    (property): property is ts.PropertyAssignment =>
      ts.isPropertyAssignment(property) && nameOf(property) === name,
  );
}

function objectMember(
  object: ts.ObjectLiteralExpression,
  name: string,
): ts.ObjectLiteralExpression | undefined {
  const value = member(object, name)?.initializer;
  return value !== undefined && ts.isObjectLiteralExpression(value) ? value : undefined;
}

/** Entries with the comma and space up to the next one; the last ones take the comma before them. */
function removals(section: ts.ObjectLiteralExpression, names: ReadonlySet<string>): TextEdit[] {
  const entries = section.properties;
  const isKept = (entry: ts.ObjectLiteralElementLike) => !names.has(nameOf(entry) ?? '');
  const lastKept = entries.findLastIndex(isKept);
  const last = entries.at(-1);
  if (last === undefined || lastKept === entries.length - 1) return before(entries.length);
  const tail = entries[lastKept]?.end ?? section.getStart() + 1;
  const end = lastKept === -1 ? section.end - 1 : last.end;
  return [...before(lastKept), { start: tail, end, text: '' }];

  function before(count: number): TextEdit[] {
    return entries.slice(0, Math.max(0, count)).flatMap((entry, index) => {
      const next = entries[index + 1];
      if (isKept(entry) || next === undefined) return [];
      return [{ start: entry.getStart(), end: next.getStart(), text: '' }];
    });
  }
}

function nameOf({ name }: ts.ObjectLiteralElementLike): string | undefined {
  return name !== undefined && ts.isStringLiteral(name) ? name.text : undefined;
}

function additions(
  text: string,
  root: ts.ObjectLiteralExpression,
  unsorted: readonly Entry[],
): TextEdit[] {
  const added = unsorted.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const section = objectMember(root, 'dependencies');
  const quoted = ({ name, range }: Entry) => `${JSON.stringify(name)}: ${JSON.stringify(range)}`;
  if (section !== undefined && section.properties.length > 0) {
    return added.map((entry) => insertion(text, section, entry.name, quoted(entry)));
  }
  const unit = indentationUnit(text, root);
  const lines = added.map((entry) => `\n${unit}${unit}${quoted(entry)}`).join(',');
  const object = `{${lines}\n${unit}}`;
  if (section !== undefined) return [{ start: section.getStart(), end: section.end, text: object }];
  const last = root.properties.at(-1);
  const start = last?.end ?? root.getStart() + 1;
  const comma = last === undefined ? '' : ',';
  const end = last === undefined ? '\n' : '';
  return [{ start, end: start, text: `${comma}\n${unit}"dependencies": ${object}${end}` }];
}

/** Before the first entry of a greater name, as package managers sort them; else behind the last. */
function insertion(
  text: string,
  section: ts.ObjectLiteralExpression,
  name: string,
  entry: string,
): TextEdit {
  const follower = section.properties.find(
    (property) =>
      property.name !== undefined && ts.isStringLiteral(property.name) && property.name.text > name,
  );
  const [first] = section.properties;
  const gap = first === undefined ? '' : text.slice(first.getFullStart(), first.getStart());
  if (follower !== undefined) {
    const start = follower.getStart();
    return { start, end: start, text: `${entry},${gap}` };
  }
  const start = section.properties.at(-1)?.end ?? section.getStart() + 1;
  return { start, end: start, text: `,${gap}${entry}` };
}

function indentationUnit(text: string, root: ts.ObjectLiteralExpression): string {
  const [first] = root.properties;
  if (first === undefined) return '  ';
  return indentationAt(text, lineStart(text, first.getStart())) || '  ';
}

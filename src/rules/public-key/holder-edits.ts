import { ts } from 'ts-morph';
import type { Project } from '../../scan/project.ts';
import type { Range } from '../../scan/scanned-file.ts';
import { removeDeclarations } from '../edits/remove-declarations.ts';
import { removeEntries } from '../edits/remove-properties.ts';
import type { FileEdit } from '../rule.ts';
import { contains, holdersByPath, type Holder, type Read, type Removal } from './holder.ts';
import { ReadIndex } from './read-index.ts';
import { isRenderCall } from './script-objects.ts';

/**
 * The edits that take each of `unused` out, with those of every holder that reads it: one does not go
 * without the other.
 */
export function editsOf(
  unused: ReadonlySet<Holder>,
  reads: readonly Read[],
  project: Project,
): ReadonlyMap<Holder, readonly FileEdit[]> {
  const own = ownEdits(unused);
  closeEmptyScripts(own, project);
  const index = new ReadIndex(reads);
  const byPath = holdersByPath([...own.keys()]);
  return new Map([...unused].map((holder) => [holder, editsWith(holder)]));

  /** Those of a holder, of all that are taken out in one edit with it or read one of them, and so on. */
  function editsWith(holder: Holder): readonly FileEdit[] {
    const found = new Set([holder]);
    for (const each of found) {
      for (const beside of byPath.get(each.path) ?? []) {
        if (own.get(beside) === own.get(each)) found.add(beside);
      }
      for (const read of index.of(each.slots)) {
        for (const reader of byPath.get(read.path) ?? []) {
          if (contains(reader.span, read.range)) found.add(reader);
        }
      }
    }
    return [...new Set([...found].flatMap((each) => own.get(each) ?? []))];
  }
}

type PropertyRemoval = Extract<Removal, { kind: 'property' }>;
type DeclarationRemoval = Extract<Removal, { kind: 'declaration' }>;

function ownEdits(unused: ReadonlySet<Holder>): Map<Holder, readonly FileEdit[]> {
  const edits = new Map<Holder, readonly FileEdit[]>();
  const properties = new Map<ts.Node, Map<Holder, PropertyRemoval>>();
  const declarations = new Map<ts.Node, Map<Holder, DeclarationRemoval>>();
  for (const holder of unused) {
    const { removal } = holder;
    switch (removal.kind) {
      case 'edits':
        edits.set(holder, removal.edits);
        break;
      case 'property':
        group(properties, removal.node.parent).set(holder, removal);
        break;
      case 'declaration':
        group(declarations, removal.node.parent).set(holder, removal);
        break;
      case 'by-hand':
        break;
    }
  }
  for (const removals of properties.values()) {
    const together = editsOfLiteral([...removals.values()]);
    for (const holder of removals.keys()) edits.set(holder, together);
  }
  for (const removals of declarations.values()) {
    const [first] = removals.values();
    const nodes = [...removals.values()].map(({ node }) => node);
    const together = first === undefined ? [] : removeDeclarations(nodes, first.place);
    for (const holder of removals.keys()) edits.set(holder, together);
  }
  return edits;
}

function group<Removed>(
  groups: Map<ts.Node, Map<Holder, Removed>>,
  list: ts.Node,
): Map<Holder, Removed> {
  const known = groups.get(list) ?? new Map<Holder, Removed>();
  groups.set(list, known);
  return known;
}

/** `res.render('index', { key })` becomes `res.render('index')`. */
function editsOfLiteral(removals: readonly PropertyRemoval[]): readonly FileEdit[] {
  const [first] = removals;
  if (first === undefined) return [];
  const { parent: literal } = first.node;
  const { parent: call } = literal;
  const isEmptied = literal.properties.length === removals.length;
  if (isEmptied && ts.isCallExpression(call) && isRenderCall(call)) {
    const before = call.arguments.at(-2);
    if (before !== undefined && call.arguments.at(-1) === literal) {
      const { path } = first.place.file;
      return [{ path, start: before.end, end: literal.end, text: '' }];
    }
  }
  return removeEntries(
    removals.map(({ node, place }) => ({
      option: node.name.getText(place.script.source),
      given: 'always',
      value: ts.isPropertyAssignment(node) ? node.initializer : node.name,
      node,
      place,
    })),
  );
}

/** A script element that is left with nothing goes as a whole. */
function closeEmptyScripts(edits: Map<Holder, readonly FileEdit[]>, project: Project): void {
  for (const path of new Set([...edits.keys()].map((holder) => holder.path))) {
    const file = project.load(path);
    if (file?.kind !== 'markup') continue;
    const holders = [...edits.keys()].filter((holder) => holder.path === path);
    for (const block of file.scripts.flatMap((script) => script.blocks)) {
      const inside = holders.filter((holder) => contains(block, holder.span));
      const removed = inside.flatMap((holder) => edits.get(holder) ?? []);
      if (removed.length === 0 || !isBlank(file.text, block, removed)) continue;
      const element = elementAround(file.text, block);
      if (element === undefined) continue;
      for (const holder of inside) edits.set(holder, [{ path, ...element, text: '' }]);
    }
  }
}

function isBlank(text: string, block: Range, removed: readonly Range[]): boolean {
  let rest = '';
  let position = block.start;
  for (const { start, end } of removed.toSorted((a, b) => a.start - b.start)) {
    rest += text.slice(position, Math.max(position, start));
    position = Math.max(position, end);
  }
  return (rest + text.slice(position, block.end)).trim() === '';
}

/** `<script>…</script>` with its line. */
function elementAround(text: string, block: Range): Range | undefined {
  const open = /(?:^|\n)?[ \t]*<script\b[^<>]*>$/i.exec(text.slice(0, block.start));
  const close = /^<\/script\s*>[ \t]*(?:\r?\n|$)/i.exec(text.slice(block.end));
  if (open === null || close === null) return undefined;
  const start = open.index + (open[0].startsWith('\n') ? 1 : 0);
  return { start, end: block.end + close[0].length };
}

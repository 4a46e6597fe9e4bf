import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import {
  givenData,
  stimulusControllerAround,
  stimulusDatum,
  type GivenDatum,
  type StimulusDatum,
} from '../../scan/stimulus-controller.ts';
import { optionOf } from '../../scan/vue-component.ts';
import { removeFromList } from '../edits/remove-from-list.ts';
import { removeStatement } from '../edits/remove-statement.ts';
import { removeTagAttributes } from '../edits/remove-tag-attributes.ts';
import type { FileEdit } from '../rule.ts';

/** The data of Stimulus controllers that only `gone` code read: their declarations, and the attributes of pages. */
export function removeUnreadStimulusData(gone: readonly ts.Node[], place: CodePlace): FileEdit[] {
  const controllers = new Set(
    gone.map((node) => stimulusControllerAround(node, place)).filter((each) => each !== undefined),
  );
  const edits: FileEdit[] = [];
  for (const controller of controllers) {
    const unread = unreadData(controller, gone, place);
    edits.push(...declarationEdits(controller, unread, place));
    edits.push(...attributeEdits(unread.flatMap((datum) => givenData(datum, place))));
  }
  return edits;
}

/** Attributes that stand side by side go in one edit. */
function attributeEdits(given: readonly GivenDatum[]): FileEdit[] {
  const byTag = new Map<string, GivenDatum[]>();
  for (const each of given) {
    const tag = `${each.file.path} ${String(each.tag.start)}`;
    byTag.set(tag, [...(byTag.get(tag) ?? []), each]);
  }
  return [...byTag.values()].flatMap((here) => {
    const [first] = here;
    if (first === undefined) return [];
    const names = new Set(here.map(({ attribute }) => attribute.name));
    const attributes = first.tag.attributes.filter(({ name }) => names.has(name));
    return removeTagAttributes(first.tag, attributes, first.file);
  });
}

function unreadData(
  controller: ts.ClassLikeDeclaration,
  gone: readonly ts.Node[],
  place: CodePlace,
): readonly StimulusDatum[] {
  const reads = new Map<string, { readonly datum: StimulusDatum; readonly nodes: ts.Node[] }>();
  const visit = (node: ts.Node): void => {
    const datum = stimulusDatum(node, place);
    if (datum !== undefined) {
      const known = reads.get(datum.attribute) ?? { datum, nodes: [] };
      known.nodes.push(node);
      reads.set(datum.attribute, known);
    }
    ts.forEachChild(node, visit);
  };
  visit(controller);
  const isGone = (node: ts.Node): boolean =>
    gone.some((each) => each.pos <= node.pos && each.end >= node.end);
  return [...reads.values()].flatMap(({ datum, nodes }) => (nodes.every(isGone) ? [datum] : []));
}

/** `static values = { publicKey: String }` */
function declarationEdits(
  controller: ts.ClassLikeDeclaration,
  unread: readonly StimulusDatum[],
  place: CodePlace,
): FileEdit[] {
  const values = controller.members.find((each) => each.name?.getText() === 'values');
  const object =
    values !== undefined && ts.isPropertyDeclaration(values) ? values.initializer : undefined;
  if (values === undefined || object === undefined || !ts.isObjectLiteralExpression(object))
    return [];
  const gone = new Set<ts.Node>(unread.flatMap(({ name }) => optionOf(object, name) ?? []));
  if (gone.size > 0 && gone.size === object.properties.length)
    return [removeStatement(values, place)];
  return removeFromList(object.properties, gone, place);
}

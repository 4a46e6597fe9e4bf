import { ts } from 'ts-morph';
import { removeMember } from './remove-member.ts';
import { canGo } from './can-go.ts';
import type { Collector } from './collector.ts';
import { entryContext, type EntryContext } from './entry-context.ts';
import { isOurs } from './is-ours.ts';
import { namesBehind } from './first-names.ts';
import { slotOf, type HolderKind, type Removal, type Space } from './holder.ts';
import { readerKind } from './reader-kind.ts';
import type { ScriptMention } from './mention.ts';
import { handsToView } from './whole-uses.ts';

/** An entry of an object: of settings, of the locals of a view, of an answer. */
export function collectProperty(
  property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
  mention: ScriptMention,
  into: Collector,
): void {
  const { place, range, name } = mention;
  const { path } = place.file;
  const { parent: literal } = property;
  const context = entryContext(literal);
  const spaces = spacesOf(context);
  // `publicKey: …` of something else is none of ours.
  const isForEnvironment = name.inEnvironment && spaces?.includes('environment') === true;
  if (!isForEnvironment && !isOurs(property, mention)) return;
  const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
  if (spaces === undefined) {
    into.read(
      path,
      range,
      [slotOf('member', name.text), slotOf('environment', name.text)],
      readerKind(property),
    );
    return;
  }
  const shown = context.kind === 'settings' && handsToView(context.root, place);
  into.hold({
    kind: kindOf(context),
    name: name.text,
    path,
    range,
    span: { start: property.getStart(place.script.source), end: property.end },
    slots: [...spaces, ...(shown ? ['view' as const] : [])].map((space) =>
      slotOf(space, name.text),
    ),
    removal: removalOf(),
    isReported: true,
  });
  into.follow(namesBehind({ node: value, place }));

  function removalOf(): Removal {
    if (context.kind === 'answer') return { kind: 'by-hand', why: 'A route answers it.' };
    if (!canGo(value)) return { kind: 'by-hand', why: 'A call makes its value.' };
    return { kind: 'property', node: property, place };
  }
}

/** The spaces an entry gives its name to; undefined where nobody knows. */
function spacesOf(context: EntryContext): readonly Space[] | undefined {
  switch (context.kind) {
    case 'view':
      return ['view'];
    case 'settings': {
      const isEnvironment = context.keys.some((key) => /env|runtimeconfig|public/i.test(key));
      return isEnvironment ? ['member', 'environment'] : ['member'];
    }
    case 'build':
      return ['environment', 'page'];
    case 'answer':
      return ['member'];
    case 'unknown':
      return undefined;
  }
}

function kindOf(context: EntryContext): HolderKind {
  if (context.kind === 'view') return 'view-local';
  return context.kind === 'answer' ? 'answer' : 'entry';
}

/** A member of an interface: of a configuration, of `ProcessEnv`, of `Window`. */
export function collectType(
  member: ts.PropertySignature,
  mention: ScriptMention,
  into: Collector,
): void {
  const { place, range, name } = mention;
  const spaces = typeSpaces(member);
  const isForEnvironment = name.inEnvironment && spaces[0] === 'environment';
  if (!isForEnvironment && !isOurs(member, mention)) return;
  into.hold({
    kind: 'type',
    name: name.text,
    path: place.file.path,
    range,
    span: { start: member.getStart(place.script.source), end: member.end },
    slots: spaces.map((space) => slotOf(space, name.text)),
    removal: { kind: 'edits', edits: [removeMember(member, place)] },
    isReported: true,
  });
}

function typeSpaces(member: ts.PropertySignature): readonly Space[] {
  const owner = ts.isInterfaceDeclaration(member.parent) ? member.parent.name.text : '';
  if (owner === 'ProcessEnv' || owner === 'ImportMetaEnv') return ['environment'];
  return owner === 'Window' ? ['page'] : ['member', 'environment'];
}

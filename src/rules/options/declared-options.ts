import { ts } from 'ts-morph';
import { bindingOf } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import type { ConfigEntry } from './link-config.ts';
import { removeFromList } from '../edits/remove-from-list.ts';
import type { FileEdit } from '../rule.ts';
import { wholeWord } from '../whole-word.ts';

/**
 * Takes options out of the types that the app declares for the objects they leave: an object without them
 * would not fit any more. A member that other code reads becomes optional instead.
 */
export function removeDeclaredOptions(gone: readonly ConfigEntry[]): FileEdit[] {
  const names = new Map<ts.Node, Set<string>>();
  const declarations = new Map<ts.Node, Placed<MemberList>>();
  for (const { node, option, place } of gone) {
    const type = declaredType(node.parent);
    const found = type === undefined ? undefined : membersOf(type, place);
    if (found === undefined) continue;
    declarations.set(found.node, found);
    names.set(found.node, (names.get(found.node) ?? new Set()).add(option));
  }
  return [...declarations.values()].flatMap((found) =>
    withoutMembers(found, names.get(found.node) ?? new Set()),
  );
}

type MemberList = ts.InterfaceDeclaration | ts.TypeLiteralNode;

/** `const options: Options = {…}`, `private options: Options = {…}` */
function declaredType(literal: ts.Node): ts.TypeNode | undefined {
  const { parent } = literal;
  if (parent === undefined) return undefined;
  return ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)
    ? parent.type
    : undefined;
}

function membersOf(type: ts.TypeNode, place: CodePlace): Placed<MemberList> | undefined {
  if (ts.isTypeLiteralNode(type)) return { node: type, place };
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const binding = bindingOf(type.typeName, place.script);
  if (binding?.kind === 'declared') return listOf(binding.node, place);
  if (binding?.kind !== 'import') return undefined;
  const file = place.project.resolveImport(place.file.path, binding.module);
  for (const script of file?.scripts ?? []) {
    for (const statement of script.source.statements) {
      const isNamed =
        (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) &&
        statement.name.text === binding.name;
      if (isNamed && file !== undefined) {
        return listOf(statement, { file, script, project: place.project });
      }
    }
  }
  return undefined;
}

function listOf(declaration: ts.Node, place: CodePlace): Placed<MemberList> | undefined {
  if (ts.isInterfaceDeclaration(declaration)) return { node: declaration, place };
  return ts.isTypeAliasDeclaration(declaration) && ts.isTypeLiteralNode(declaration.type)
    ? { node: declaration.type, place }
    : undefined;
}

function withoutMembers(
  { node, place }: Placed<MemberList>,
  names: ReadonlySet<string>,
): FileEdit[] {
  const members = node.members.filter(
    (each): each is ts.PropertySignature =>
      ts.isPropertySignature(each) && names.has(each.name.getText(place.script.source)),
  );
  const isRead = (member: ts.PropertySignature): boolean => {
    const read = new RegExp(`\\.${wholeWord(member.name.getText(place.script.source)).source}`);
    const owner = ts.isInterfaceDeclaration(node) ? node.name.text : typeName(node);
    const files = owner === undefined ? [place.file] : place.project.mentioning(owner);
    return files.some((file) => read.test(file.text));
  };
  const optional = members.filter((each) => each.questionToken === undefined && isRead(each));
  const unread = members.filter((each) => !isRead(each));
  return [
    ...removeFromList(node.members, new Set(unread), place),
    ...optional.map(({ name }) => ({
      path: place.file.path,
      start: name.end,
      end: name.end,
      text: '?',
    })),
  ];
}

function typeName({ parent }: ts.Node): string | undefined {
  return ts.isTypeAliasDeclaration(parent) ? parent.name.text : undefined;
}

import { ts } from 'ts-morph';
import { propUses, type Component } from '../../scan/component.ts';
import { staticObjects } from '../../scan/prop-defaults.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { propNames, sectionOf } from '../../scan/vue-component.ts';
import { removeFromList } from '../edits/remove-from-list.ts';
import { removeStatement } from '../edits/remove-statement.ts';
import type { FileEdit } from '../rule.ts';
import type { UnreadProps } from './unread-props.ts';

/** Takes props out of `propTypes`, `defaultProps`, `props`, patterns and types of a component. */
export function removeDeclared(component: Component, unread: ReadonlySet<string>): UnreadProps {
  const { place } = component;
  const edits: FileEdit[] = [];
  const gone: ts.Node[] = [];
  const parameter = emptiedParameter(component, unread);
  if (parameter !== undefined) {
    gone.push(parameter);
    const { pos, end } = parameter.parent.parameters;
    edits.push({ path: place.file.path, start: pos, end, text: '' });
  }
  for (const list of declarations(component)) {
    if (parameter !== undefined && isIn(list.items, parameter)) continue;
    const members = list.items.filter((each) => unread.has(nameOf(each)));
    if (members.length === 0) continue;
    const isEmptied = members.length === list.items.length && list.whole !== undefined;
    gone.push(...(isEmptied ? [list.whole] : members));
    edits.push(
      ...(isEmptied
        ? [removeStatement(list.whole, place)]
        : removeFromList(list.items, new Set(members), place)),
    );
  }
  return { edits, gone };
}

/** `({ nonce }: { nonce: string }) =>`: the only parameter, where no prop is left in it. */
function emptiedParameter(
  { kind, node }: Component,
  unread: ReadonlySet<string>,
): ts.ParameterDeclaration | undefined {
  if (kind !== 'react' || ts.isClassLike(node) || node.parameters.length !== 1) return undefined;
  const [parameter] = node.parameters;
  if (parameter === undefined || !ts.isObjectBindingPattern(parameter.name)) return undefined;
  const { name, type } = parameter;
  const types = type === undefined ? [] : ts.isTypeLiteralNode(type) ? type.members : undefined;
  const isEmptied =
    types !== undefined && [...name.elements, ...types].every((each) => unread.has(nameOf(each)));
  return isEmptied && name.elements.length > 0 ? parameter : undefined;
}

function isIn(list: ts.NodeArray<ts.Node>, outer: ts.Node): boolean {
  return outer.pos <= list.pos && list.end <= outer.end;
}

/** A list that names props, and what goes when nothing is left in it. */
interface Declarations {
  readonly items: ts.NodeArray<ts.Node>;
  readonly whole: ts.Node | undefined;
}

function declarations(component: Component): readonly Declarations[] {
  if (component.kind === 'vue') return vueDeclarations(component);
  const objects = [
    ...staticObjects(component, 'propTypes'),
    ...staticObjects(component, 'defaultProps'),
  ];
  const patterns = new Set(
    [...propUses(component).elements.values()].flat().map((each) => each.parent),
  );
  return [
    ...objects.map((object) => ({ items: object.properties, whole: holderOf(object) })),
    ...[...patterns].filter(ts.isObjectBindingPattern).map((pattern) => ({
      items: pattern.elements,
      whole: ts.isVariableDeclaration(pattern.parent) ? loneStatement(pattern.parent) : undefined,
    })),
    ...propsTypes(component).map((items) => ({ items, whole: undefined })),
  ];
}

function vueDeclarations({ node, place }: Component & { kind: 'vue' }): readonly Declarations[] {
  const section = sectionOf(node, 'props');
  if (section !== undefined) return [{ items: section.properties, whole: undefined }];
  const [first] = propNames(node, place).values();
  const list = first?.parent;
  return list !== undefined && ts.isArrayLiteralExpression(list)
    ? [{ items: list.elements, whole: undefined }]
    : [];
}

/** `static propTypes = {}` or `Component.propTypes = {};` */
function holderOf(object: ts.ObjectLiteralExpression): ts.Node | undefined {
  return ts.findAncestor(
    object,
    (each) => ts.isPropertyDeclaration(each) || ts.isExpressionStatement(each),
  );
}

function loneStatement(declaration: ts.VariableDeclaration): ts.Node | undefined {
  const list = declaration.parent;
  return ts.isVariableDeclarationList(list) && list.declarations.length === 1
    ? list.parent
    : undefined;
}

/** The members of the interface or type that a component has for its props, where no other uses it. */
function propsTypes({ node, place }: Component & { kind: 'react' }): ts.NodeArray<ts.Node>[] {
  const types = ts.isClassLike(node)
    ? (node.heritageClauses?.flatMap(({ types: each }) => each[0]?.typeArguments?.[0] ?? []) ?? [])
    : [node.parameters[0]?.type, variableType(node)].filter((each) => each !== undefined);
  return types.flatMap((type): ts.NodeArray<ts.Node>[] => {
    if (ts.isTypeLiteralNode(type)) return [type.members];
    if (!ts.isTypeReferenceNode(type)) return [];
    // `React.FC<Props>`
    const [argument] = type.typeArguments ?? [];
    const name =
      argument !== undefined && ts.isTypeReferenceNode(argument)
        ? argument.typeName
        : type.typeName;
    if (!ts.isIdentifier(name)) return [];
    const symbols = symbolsOf(place.script);
    const declaration = symbols.symbolOf(name)?.declarations?.[0];
    const isOwn = symbols.usesOf(name).length === 2;
    if (declaration === undefined || !isOwn) return [];
    if (ts.isInterfaceDeclaration(declaration)) return [declaration.members];
    return ts.isTypeAliasDeclaration(declaration) && ts.isTypeLiteralNode(declaration.type)
      ? [declaration.type.members]
      : [];
  });
}

function variableType(node: ts.Node): ts.TypeNode | undefined {
  return ts.findAncestor(node.parent, ts.isVariableDeclaration)?.type;
}

function nameOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isBindingElement(node)) return (node.propertyName ?? node.name).getText();
  if (ts.isObjectLiteralElement(node) || ts.isTypeElement(node)) {
    const { name } = node;
    return name === undefined ? '' : name.getText().replaceAll(/['"]/g, '');
  }
  return '';
}

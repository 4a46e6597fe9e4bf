import { ts } from 'ts-morph';
import { bare } from './bindings.ts';
import type { CodePlace } from './code-place.ts';
import { objectsIn, withoutNested } from './nodes-in.ts';
import type { PropUses } from './prop-uses.ts';
import type { Range, ScannedFile } from './scanned-file.ts';

/** The options of the Vue component around a node: the object with `props` or `methods`. */
export function vueComponentAround(
  node: ts.Node,
  place: CodePlace,
): ts.ObjectLiteralExpression | undefined {
  let found: ts.ObjectLiteralExpression | undefined;
  for (let each = node.parent; each !== undefined; each = each.parent) {
    if (ts.isObjectLiteralExpression(each) && isOptions(each, place)) found = each;
  }
  return found;
}

/** The options objects of a script. */
export function vueComponentsIn(place: CodePlace): readonly ts.ObjectLiteralExpression[] {
  return withoutNested(objectsIn(place.script.source).filter((each) => isOptions(each, place)));
}

const SECTIONS = /^(?:props|methods|data|template|components|computed)$/;

/** What is exported by a `.vue` file, or made a component by a call or a template of its own. */
function isOptions(node: ts.ObjectLiteralExpression, place: CodePlace): boolean {
  const names = node.properties.map(({ name }) =>
    name !== undefined && ts.isIdentifier(name) ? name.text : '',
  );
  const { parent } = node;
  if (ts.isExportAssignment(parent)) return isVue(place.file) || names.some(isSection);
  const isCalled =
    (ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
    /\b(?:Vue|createApp|defineComponent)\b/.test(parent.expression.getText(place.script.source));
  return (isCalled || names.includes('template')) && names.some(isSection);
}

function isSection(name: string): boolean {
  return SECTIONS.test(name);
}

function isVue(file: ScannedFile): boolean {
  return file.path.endsWith('.vue');
}

/** A property of an options object, whatever form it has. */
export function optionOf(
  options: ts.ObjectLiteralExpression,
  name: string,
): ts.ObjectLiteralElementLike | undefined {
  const known = byName.get(options) ?? propertiesByName(options);
  byName.set(options, known);
  return known.get(name);
}

type Properties = ReadonlyMap<string, ts.ObjectLiteralElementLike>;

const byName = new WeakMap<ts.ObjectLiteralExpression, Properties>();

/** The first of each name. */
function propertiesByName({ properties }: ts.ObjectLiteralExpression): Properties {
  const found = new Map<string, ts.ObjectLiteralElementLike>();
  for (const each of properties) {
    const name = each.name?.getText();
    if (name !== undefined && !found.has(name)) found.set(name, each);
  }
  return found;
}

/** A section of options that is an object: `methods`, `props`, `components`. */
export function sectionOf(
  options: ts.ObjectLiteralExpression,
  name: string,
): ts.ObjectLiteralExpression | undefined {
  const property = optionOf(options, name);
  if (property === undefined || !ts.isPropertyAssignment(property)) return undefined;
  const value = bare(property.initializer);
  return ts.isObjectLiteralExpression(value) ? value : undefined;
}

/** A method of a component. */
export function methodOf(
  options: ts.ObjectLiteralExpression,
  name: string,
): ts.FunctionLikeDeclaration | undefined {
  const methods = sectionOf(options, 'methods');
  return methods === undefined ? undefined : functionOf(optionOf(methods, name));
}

/** The function of `created () {}`, `created: function () {}` and `data: () => ({})`. */
export function functionOf(
  property: ts.ObjectLiteralElementLike | undefined,
): ts.FunctionLikeDeclaration | undefined {
  if (property === undefined) return undefined;
  if (ts.isMethodDeclaration(property)) return property;
  if (!ts.isPropertyAssignment(property)) return undefined;
  const value = bare(property.initializer);
  return ts.isFunctionExpression(value) || ts.isArrowFunction(value) ? value : undefined;
}

/** The object that `data` returns. */
export function dataOf(
  options: ts.ObjectLiteralExpression,
): ts.ObjectLiteralExpression | undefined {
  const body = functionOf(optionOf(options, 'data'))?.body;
  if (body === undefined) return undefined;
  const last = ts.isBlock(body) ? body.statements.at(-1) : undefined;
  const value = ts.isBlock(body)
    ? last !== undefined && ts.isReturnStatement(last)
      ? last.expression
      : undefined
    : body;
  const object = value === undefined ? undefined : bare(value);
  return object !== undefined && ts.isObjectLiteralExpression(object) ? object : undefined;
}

/** Where the template of a component stands: the first element of a `.vue` file, or a text in its options. */
export function templateOf(
  options: ts.ObjectLiteralExpression,
  { file, script }: CodePlace,
): Range | undefined {
  const property = optionOf(options, 'template');
  if (property !== undefined && ts.isPropertyAssignment(property)) {
    const text = bare(property.initializer);
    if (!ts.isStringLiteralLike(text)) return undefined;
    return { start: text.getStart(script.source) + 1, end: text.end - 1 };
  }
  if (!isVue(file)) return undefined;
  const open = /<template(?![^>]*\blang=["']?(?:pug|jade))[^>]*>/.exec(file.text);
  const end = file.text.lastIndexOf('</template>');
  return open === null || end === -1 ? undefined : { start: open.index + open[0].length, end };
}

/** Reads every `this.x` of a component; a template may read any prop by its name. */
export function vuePropUses(options: ts.ObjectLiteralExpression, place: CodePlace): PropUses {
  const reads = new Map<string, ts.Node[]>();
  const props = propNames(options, place);
  const read = (name: string, node: ts.Node): void => {
    if (props.has(name)) reads.set(name, [...(reads.get(name) ?? []), node]);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isThis(node.expression)) read(node.name.text, node);
    ts.forEachChild(node, visit);
  };
  visit(options);
  const range = templateOf(options, place);
  const template = range === undefined ? '' : place.file.text.slice(range.start, range.end);
  const inTemplate = [...props.keys()].filter((name) => new RegExp(`\\b${name}\\b`).test(template));
  for (const name of inTemplate) read(name, options);
  return { reads, elements: new Map(), isHandedOn: /\$props\b(?!\s*:)/.test(template) };
}

/** `this`, and what old code calls it in callbacks. */
function isThis(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.ThisKeyword ||
    (ts.isIdentifier(node) && /^(?:self|that|vm|_this)$/.test(node.text))
  );
}

/** Every prop of a component with the node that declares it. */
export function propNames(
  options: ts.ObjectLiteralExpression,
  place: CodePlace,
): ReadonlyMap<string, ts.Node> {
  const section = sectionOf(options, 'props');
  if (section !== undefined) {
    return new Map(
      section.properties.flatMap((each) =>
        each.name === undefined ? [] : [[nameText(each.name, place), each]],
      ),
    );
  }
  const property = optionOf(options, 'props');
  const list =
    property !== undefined && ts.isPropertyAssignment(property)
      ? bare(property.initializer)
      : undefined;
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return new Map();
  return new Map(
    list.elements.flatMap((each) => (ts.isStringLiteralLike(each) ? [[each.text, each]] : [])),
  );
}

function nameText(name: ts.PropertyName, place: CodePlace): string {
  return ts.isStringLiteralLike(name) ? name.text : name.getText(place.script.source);
}

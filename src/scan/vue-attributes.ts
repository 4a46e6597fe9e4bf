import { ts } from 'ts-morph';
import type { CodePlace, Placed } from './code-place.ts';
import { attributeValue, type MarkupAttribute, type MarkupTag } from './markup-tags.ts';
import { parsePiece } from './parse-script.ts';
import type { Range, ScannedFile, Script } from './scanned-file.ts';

/** An attribute of a component's tag in a Vue template. */
export interface VueAttribute {
  readonly attribute: MarkupAttribute;
  /** In the case of the script: `publicKey` for `:public-key.sync`. */
  readonly prop: string;
  /** `text`: what stands there. `bound`: an expression of the template. */
  readonly kind: 'text' | 'bound';
}

/** The attributes that give a component its props; events, slots and `v-if` are none. */
export function vueProps(tag: MarkupTag): readonly VueAttribute[] {
  return tag.attributes.flatMap((attribute): VueAttribute[] => {
    const bound = /^(?:v-bind)?:([\w-]+)(?:\.[\w.]+)?$/.exec(attribute.name)?.[1];
    if (bound !== undefined) return [{ attribute, prop: camel(bound), kind: 'bound' }];
    if (!/^[A-Za-z][\w-]*$/.test(attribute.name) || attribute.name.startsWith('v-')) return [];
    return [{ attribute, prop: camel(attribute.name), kind: 'text' }];
  });
}

/** The object of `v-bind="{ onSuccess, env }"`. */
export function boundObject(
  tag: MarkupTag,
  place: CodePlace,
): Placed<ts.ObjectLiteralExpression> | undefined {
  const attribute = tag.attributes.find(({ name }) => name === 'v-bind');
  const found = attribute === undefined ? undefined : templateExpression(attribute, place);
  return found !== undefined && ts.isObjectLiteralExpression(found.node)
    ? { node: found.node, place: found.place }
    : undefined;
}

/**
 * The expression of an attribute, read where it stands: its place has the positions of the file. The
 * quotes around it are read as parentheses, so that `{` opens an object.
 */
export function templateExpression(
  attribute: MarkupAttribute,
  place: CodePlace,
): Placed<ts.Expression> | undefined {
  const { value } = attribute;
  const { file } = place;
  if (value === undefined || attributeValue(file, attribute).trim() === '') return undefined;
  const script = scriptOf(value, file);
  const [statement] = script.source.statements;
  if (statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  const inner = statement.expression;
  const node = ts.isParenthesizedExpression(inner) ? inner.expression : inner;
  return { node, place: { ...place, script } };
}

const parsed = new WeakMap<ScannedFile, Map<number, Script>>();

function scriptOf(value: Range, file: ScannedFile): Script {
  const known = parsed.get(file) ?? new Map<number, Script>();
  parsed.set(file, known);
  const before = known.get(value.start);
  if (before !== undefined) return before;
  const { text, path } = file;
  const code = `(${text.slice(value.start, value.end)})`;
  const source = parsePiece(path, { text, start: value.start - 1, code }, 'ts');
  const script: Script = { source, scope: 'module', blocks: [value], syntaxErrors: [] };
  known.set(value.start, script);
  return script;
}

/** `public-key` as `publicKey`. */
export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

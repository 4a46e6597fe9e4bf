import type { Node } from 'web-tree-sitter';
import type { OptionValue } from '../../plaid/link-option.ts';
import type { Json } from '../../plaid/json.ts';

/** What the grammars call texts without anything inserted, lists, and members of enumerations. */
const TEXTS: ReadonlySet<string> = new Set(['string_literal', 'line_string_literal']);
const LISTS: ReadonlySet<string> = new Set(['array_literal', 'list_literal', 'set_or_map_literal']);
const LIST_MAKERS =
  /^(?:listOf|arrayListOf|mutableListOf|setOf|(?:Arrays\.)?asList|List\.of|Collections\.singletonList|ImmutableList\.of)$/;

/** The value of an option in the code of a native app: known now, or as it is written. */
export function nativeValue(nodes: readonly Node[]): OptionValue {
  const known = jsonOf(nodes);
  return known === undefined
    ? { kind: 'expression', text: textOf(nodes) }
    : { kind: 'literal', value: known };
}

/** The text from the first node to the last. */
function textOf(nodes: readonly Node[]): string {
  return nodes.map(({ text }) => text).join('');
}

function jsonOf(nodes: readonly Node[]): Json | undefined {
  const [first] = nodes;
  if (first === undefined) return undefined;
  const written = textOf(nodes).trim();
  if (/^(?:true|false)$/.test(written)) return written === 'true';
  if (/^(?:null|nil)$/.test(written)) return null;
  const address = /^URL\(string:\s*"([^"\\]*)"\)!?$/.exec(written)?.[1];
  if (address !== undefined) return address;
  if (nodes.length === 1 && TEXTS.has(first.type)) return stringOf(first);
  if (nodes.length === 1 && LISTS.has(first.type)) return listOf(itemsIn(first));
  const made = /^([\w.]+)\s*\(/.exec(written)?.[1];
  if (made !== undefined && LIST_MAKERS.test(made)) {
    const list = first.descendantsOfType(['value_arguments', 'argument_list'])[0];
    return list === null || list === undefined ? undefined : listOf(itemsIn(list));
  }
  return memberOf(written);
}

/** `.auth`, `PlaidProduct.AUTH`, `LinkProduct.auth`, `PLKProduct.auth`: the names are those of Plaid's API. */
function memberOf(written: string): string | undefined {
  const name = /^(?:(?:PLK|Plaid|Link)\w*)?\.([A-Za-z_]+)$/.exec(written)?.[1];
  if (name === undefined) return undefined;
  const spaced = /[a-z]/.test(name) ? name.replaceAll(/([a-z])([A-Z])/g, '$1_$2') : name;
  return spaced.toLowerCase();
}

function stringOf(node: Node): string | undefined {
  const isPlain = node.namedChildren.every(
    (child) =>
      child === null || /^(?:line_str_text|string_content|string_fragment)$/.test(child.type),
  );
  const text = node.text.slice(1, -1);
  return isPlain && !/[\\$]/.test(text) ? text : undefined;
}

/** The items of a list, each of which may be several nodes (`LinkProduct` `.auth`). */
function itemsIn(list: Node): readonly (readonly Node[])[] {
  const items: Node[][] = [[]];
  for (const child of list.children) {
    if (child === null || /^(?:[()[\]{}]|type_arguments|const_builtin|.*comment)$/.test(child.type))
      continue;
    if (child.type === ',') items.push([]);
    else items.at(-1)?.push(...(child.type === 'value_argument' ? inner(child) : [child]));
  }
  return items.filter((item) => item.length > 0);
}

function inner(node: Node): readonly Node[] {
  return node.children.flatMap((child) => (child === null ? [] : [child]));
}

function listOf(items: readonly (readonly Node[])[]): Json | undefined {
  const values = items.map(jsonOf);
  return values.every((value) => value !== undefined) ? values : undefined;
}

import type { Node } from 'web-tree-sitter';
import type { OptionValue } from '../../plaid/link-option.ts';
import type { NativeCode } from '../../scan/native/native-code.ts';

/** The address of Link's page with a public_key in it, in the code of a native app. */
export interface NativeAddress {
  /** The whole expression: a text with insertions, or texts and values in a sum. */
  readonly node: Node;
  /** Up to the parameters. */
  readonly page: string;
  /** The parameters by name. */
  readonly options: ReadonlyMap<string, OptionValue>;
}

/** What the grammars call texts, and sums of them. */
const TEXTS = ['string_literal', 'line_string_literal'];
const SUMS: ReadonlySet<string> = new Set(['additive_expression', 'binary_expression']);
const PAGE = /^https:\/\/cdn\.plaid\.com\/link\/[\w/.]*link\.html$/;
/** Stands for a value in a text: `%` and a letter that is no digit of a percent code. */
const VALUE = /%v(\d+)v/g;

/** Every address in a file that is written as one expression, with everything that belongs to it. */
export function nativeAddresses({ root }: NativeCode): readonly NativeAddress[] {
  return root.descendantsOfType(TEXTS).flatMap((text) => {
    if (text === null || !text.text.includes('/link.html')) return [];
    let node: Node = text;
    while (node.parent !== null && SUMS.has(node.parent.type)) node = node.parent;
    const values: Node[] = [];
    const written = writtenIn(node, values);
    const [page = '', query] = written?.split('?') ?? [];
    if (query === undefined || !PAGE.test(page)) return [];
    const options = new Map(query.split('&').flatMap((each) => parameter(each, values)));
    return options.has('key') ? [{ node, page, options }] : [];
  });
}

/** The text that an expression makes; undefined where it is no sum of texts and values. */
function writtenIn(node: Node, values: Node[]): string | undefined {
  if (SUMS.has(node.type)) {
    const [left, sign, right] = node.children.filter((each) => !/comment/.test(each?.type ?? ''));
    if (sign?.type !== '+' || left === null || left === undefined) return undefined;
    if (right === null || right === undefined) return undefined;
    const [one, other] = [writtenIn(left, values), writtenIn(right, values)];
    return one === undefined || other === undefined ? undefined : one + other;
  }
  if (!TEXTS.includes(node.type)) return valueAs(node, values);
  let text = '';
  let position = node.startIndex + 1;
  for (const child of node.namedChildren) {
    if (child === null || !/interpolated/.test(child.type)) continue;
    // The signs around it may be nodes of their own.
    const before = node.text.slice(position - node.startIndex, child.startIndex - node.startIndex);
    text += before.replace(/(?:\\\(|\$\{?)$/, '') + valueAs(child, values);
    position = child.endIndex;
    const rest = node.text.slice(position - node.startIndex);
    if (/(?:\\\(|\$\{)$/.test(before)) position += /^[)}]/.test(rest) ? 1 : 0;
  }
  return text + node.text.slice(position - node.startIndex, -1);
}

function valueAs(node: Node, values: Node[]): string {
  values.push(node);
  return `%v${String(values.length - 1)}v`;
}

function parameter(
  text: string,
  values: readonly Node[],
): readonly (readonly [string, OptionValue])[] {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=');
  if (value === '' || name === 'isWebview') return [];
  const only = /^%v(\d+)v$/.exec(value)?.[1];
  const own = only === undefined ? undefined : values[Number(only)];
  if (own !== undefined) return [[name, { kind: 'expression', text: own.text }]];
  if (!value.includes('%v')) return [[name, { kind: 'literal', value: decoded(value) }]];
  const shown = value.replaceAll(VALUE, (_, index: string) => values[Number(index)]?.text ?? '');
  return [[name, { kind: 'expression', text: shown }]];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

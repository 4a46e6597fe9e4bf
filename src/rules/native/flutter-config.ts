import type { Node } from 'web-tree-sitter';
import type { OptionValue } from '../../plaid/link-option.ts';
import type { NativeCode } from '../../scan/native/native-code.ts';
import { nativeValue } from './native-value.ts';

/** `LegacyLinkConfiguration(…)`, what is in it, and what holds it. */
export interface FlutterConfig {
  /** The whole expression. */
  readonly start: Node;
  readonly end: Node;
  readonly options: ReadonlyMap<string, OptionValue>;
  /** The expression of `token:`, as it is written: a public token. */
  readonly token: string | undefined;
  readonly holder: ConfigHolder;
}

/** `variable`: `final config = …;`, `field`: `_config = …;` or a field with a value, `argument`: of another call. */
export type ConfigHolder =
  | { readonly kind: 'variable' | 'field'; readonly name: string; readonly statement: Node }
  | { readonly kind: 'argument' };

/** Every configuration with a public key in a file. */
export function flutterConfigs({ root }: NativeCode): readonly FlutterConfig[] {
  const names = root.descendantsOfType(['identifier', 'type_identifier']);
  return names.flatMap((name) => {
    if (name?.text !== 'LegacyLinkConfiguration') return [];
    const isNew = name.parent?.type === 'new_expression';
    const end = isNew ? name.parent : name.nextSibling;
    const list = end?.descendantsOfType('arguments')[0];
    if (end === null || end === undefined || list === null || list === undefined) return [];
    const given = namedArguments(list);
    if (!given.has('publicKey')) return [];
    const start = isNew && name.parent !== null ? name.parent : name;
    const token = given.get('token');
    return [
      {
        start,
        end,
        options: new Map([...given].map(([option, nodes]) => [option, nativeValue(nodes)])),
        token: token === undefined ? undefined : token.map(({ text }) => text).join(''),
        holder: holderOf(start),
      },
    ];
  });
}

function namedArguments(list: Node): Map<string, readonly Node[]> {
  const given = new Map<string, readonly Node[]>();
  for (const argument of list.namedChildren) {
    if (argument?.type !== 'named_argument') continue;
    const [label, ...value] = argument.children.flatMap((child) => (child === null ? [] : [child]));
    if (label !== undefined) given.set(label.text.replace(/\s*:$/, ''), value);
  }
  return given;
}

function holderOf(start: Node): ConfigHolder {
  const parent = start.parent;
  if (parent?.type === 'initialized_variable_definition') {
    const name = parent.childForFieldName('name')?.text ?? nameBefore(start);
    const statement = parent.parent;
    if (name !== undefined && statement !== null) return { kind: 'variable', name, statement };
  }
  if (parent?.type === 'assignment_expression') {
    const name = parent.firstChild?.text.replace(/^this\./, '');
    const statement = parent.parent;
    if (name !== undefined && statement?.type === 'expression_statement') {
      return { kind: 'field', name, statement };
    }
  }
  if (
    parent !== null &&
    /^(?:initialized_identifier|static_final_declaration)$/.test(parent.type)
  ) {
    const name = parent.firstChild?.text;
    const statement = parent.parent?.parent;
    if (name !== undefined && statement !== null && statement !== undefined) {
      return { kind: 'field', name, statement };
    }
  }
  return { kind: 'argument' };
}

/** The name in front of `=`. */
function nameBefore(start: Node): string | undefined {
  let node = start.previousSibling;
  while (node !== null && node.type !== 'identifier') node = node.previousSibling;
  return node?.text;
}

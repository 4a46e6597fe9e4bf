import type { Node } from 'web-tree-sitter';
import type { OptionValue } from '../../plaid/link-option.ts';
import type { NativeCode } from '../../scan/native/native-code.ts';
import { nativeValue } from './native-value.ts';

/** `LinkPublicKeyConfiguration(…)` of LinkKit 2 to 4. */
export interface IosConfig {
  /** The whole expression, with the closure behind it. */
  readonly node: Node;
  /** From the name to the closing parenthesis. */
  readonly call: { readonly start: number; readonly end: number };
  readonly options: ReadonlyMap<string, OptionValue>;
  /** `onSuccess: …` within the parentheses, as it is written. */
  readonly onSuccess: string | undefined;
  /** The public token of `.publicToken(token, …)`, the payment token of `.payment(token, …)`. */
  readonly token: string | undefined;
  /** The code does not say which kind of token it is: `token: isNew ? .publicKey(key) : .publicToken(…)`. */
  readonly isUntold: boolean;
  /** The variable it is kept in: `var configuration = …`. */
  readonly name: string | undefined;
}

/** Every configuration with a public key in a file. */
export function iosConfigs({ root }: NativeCode): readonly IosConfig[] {
  return root.descendantsOfType('call_expression').flatMap((node) => {
    if (node?.firstChild?.text !== 'LinkPublicKeyConfiguration') return [];
    const suffix = node.namedChildren.find((child) => child?.type === 'call_suffix');
    const list = suffix?.namedChildren.find((child) => child?.type === 'value_arguments');
    if (list === null || list === undefined) return [];
    const given = labelled(list);
    const kind = given.get('token')?.[0];
    return [
      {
        node,
        call: { start: node.startIndex, end: list.endIndex },
        options: optionsOf(given, kind),
        onSuccess: written(given.get('onSuccess')),
        token: tokenIn(kind),
        isUntold: kind !== undefined && !KIND.test(kind.text),
        name: variableOf(node),
      },
    ];
  });
}

function labelled(list: Node): Map<string, readonly Node[]> {
  const given = new Map<string, readonly Node[]>();
  for (const argument of list.namedChildren) {
    if (argument?.type !== 'value_argument') continue;
    const [label, , ...value] = argument.children.flatMap((child) =>
      child === null ? [] : [child],
    );
    if (label?.type === 'value_argument_label') given.set(label.text, value);
  }
  return given;
}

function written(nodes: readonly Node[] | undefined): string | undefined {
  return nodes?.map(({ text }) => text).join('');
}

/** `token: .publicKey(key)` says which of four kinds of Link it is. */
function optionsOf(
  given: ReadonlyMap<string, readonly Node[]>,
  kind: Node | undefined,
): ReadonlyMap<string, OptionValue> {
  const options = new Map<string, OptionValue>();
  for (const [name, nodes] of given) {
    if (name !== 'token' && name !== 'onSuccess') options.set(name, nativeValue(nodes));
  }
  const token = tokenIn(kind);
  options.set('key', { kind: 'expression', text: kind?.text ?? 'key' });
  if (token !== undefined) {
    const isPayment = kind?.text.startsWith('.payment') === true;
    options.set(isPayment ? 'paymentToken' : 'token', { kind: 'expression', text: token });
  }
  return options;
}

const KIND = /^(?:[\w.]*Token)?\.(publicKey|publicToken|payment|depositSwitch\w*)\(/;

function tokenIn(kind: Node | undefined): string | undefined {
  const name = KIND.exec(kind?.text ?? '')?.[1];
  if (kind === undefined || name === undefined || name === 'publicKey') return undefined;
  const first = kind.descendantsOfType('value_argument')[0];
  return first?.text.replace(/^\w+:\s*/, '');
}

function variableOf(node: Node): string | undefined {
  const declaration = node.parent;
  if (declaration?.type !== 'property_declaration') return undefined;
  return declaration.namedChildren.find((child) => child?.type === 'pattern')?.text;
}

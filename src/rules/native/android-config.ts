import type { Node } from 'web-tree-sitter';
import type { OptionValue } from '../../plaid/link-option.ts';
import type { NativeCode } from '../../scan/native/native-code.ts';
import { nativeValue } from './native-value.ts';

/** A configuration with a public key, in Kotlin or Java. */
export interface AndroidConfig {
  /** The whole expression. */
  readonly node: Node;
  /** `builder`: `LinkPublicKeyConfiguration.Builder()….build()`, `block`: `linkConfiguration { publicKey = … }`. */
  readonly form: 'builder' | 'block';
  /** Of 2.x: `LinkConfiguration.Builder` and `linkConfiguration`. */
  readonly isOfVersion2: boolean;
  readonly options: ReadonlyMap<string, OptionValue>;
  /** A public token, as it is written. */
  readonly token: string | undefined;
  /** The token is set in some cases only: `if (publicToken != null) token = publicToken`. */
  readonly isUntold: boolean;
  /** `.logLevel(…)` stays. */
  readonly logLevel: string | undefined;
}

const BUILDER = /^(?:new\s+)?(LinkPublicKeyConfiguration|LinkConfiguration)\s*\.\s*Builder\s*\(/;
const BLOCKS = new Set(['linkConfiguration', 'linkPublicKeyConfiguration']);

/** Every configuration with a public key in a file. */
export function androidConfigs({ root, language }: NativeCode): readonly AndroidConfig[] {
  const calls = root.descendantsOfType(
    language === 'java' ? 'method_invocation' : 'call_expression',
  );
  return calls.flatMap((node) => {
    if (node === null) return [];
    const config =
      language === 'java' ? javaBuilder(node) : (kotlinBuilder(node) ?? kotlinBlock(node));
    return config === undefined ? [] : [config];
  });
}

type Step = readonly [name: string, values: readonly (readonly Node[])[]];

function javaBuilder(node: Node): AndroidConfig | undefined {
  if (node.childForFieldName('name')?.text !== 'build') return undefined;
  const steps: Step[] = [];
  let receiver = node.childForFieldName('object');
  while (receiver?.type === 'method_invocation') {
    const name = receiver.childForFieldName('name')?.text ?? '';
    const list = receiver.childForFieldName('arguments');
    steps.push([name, list === null ? [] : [list.namedChildren.flatMap((each) => each ?? [])]]);
    receiver = receiver.childForFieldName('object');
  }
  return builder(node, steps);
}

function kotlinBuilder(node: Node): AndroidConfig | undefined {
  if (calledName(node) !== 'build') return undefined;
  const steps: Step[] = [];
  let call = receiverOf(node);
  while (call?.type === 'call_expression') {
    const name = calledName(call);
    if (name === undefined || name === 'Builder') break;
    const list = call.namedChildren.find((each) => each?.type === 'call_suffix');
    const values = list?.descendantsOfType('value_argument')[0];
    steps.push([name, values === null || values === undefined ? [] : [childrenOf(values)]]);
    call = receiverOf(call);
  }
  return builder(node, steps);
}

/** `a.b` of `a.b()`: `b`. */
function calledName(call: Node): string | undefined {
  const callee = call.firstChild;
  if (callee?.type === 'simple_identifier') return callee.text;
  if (callee?.type !== 'navigation_expression') return undefined;
  return callee.lastChild?.text.replace(/^\??\./, '');
}

function receiverOf(call: Node): Node | undefined {
  const callee = call.firstChild;
  return callee?.type === 'navigation_expression' ? (callee.firstChild ?? undefined) : undefined;
}

function childrenOf(node: Node): readonly Node[] {
  return node.children.flatMap((child) => (child === null ? [] : [child]));
}

function builder(node: Node, steps: readonly Step[]): AndroidConfig | undefined {
  const made = BUILDER.exec(node.text)?.[1];
  if (made === undefined) return undefined;
  const given = new Map(steps.map(([name, [value]]) => [name, value ?? []]));
  return configOf(node, 'builder', made === 'LinkConfiguration', given);
}

function kotlinBlock(node: Node): AndroidConfig | undefined {
  const name = node.firstChild?.type === 'simple_identifier' ? node.firstChild.text : '';
  if (!BLOCKS.has(name)) return undefined;
  const body = node.descendantsOfType('lambda_literal')[0];
  if (body === null || body === undefined) return undefined;
  const given = new Map<string, readonly Node[]>();
  let isUntold = false;
  for (const each of body.descendantsOfType('assignment')) {
    const [target, , ...value] = each === null ? [] : childrenOf(each);
    if (target === undefined) continue;
    const option = target.text.replace(/^this\./, '');
    given.set(option, value);
    const isSure = each?.parent?.parent?.equals(body) === true;
    isUntold ||= /^(?:publicKey|publicToken|token)$/.test(option) && !isSure;
  }
  const config = configOf(node, 'block', name === 'linkConfiguration', given);
  return config && { ...config, isUntold };
}

function configOf(
  node: Node,
  form: AndroidConfig['form'],
  isOfVersion2: boolean,
  given: ReadonlyMap<string, readonly Node[]>,
): AndroidConfig | undefined {
  if (!given.has('publicKey')) return undefined;
  const written = (name: string): string | undefined =>
    given
      .get(name)
      ?.map(({ text }) => text)
      .join('');
  return {
    node,
    form,
    isOfVersion2,
    options: new Map([...given].map(([name, nodes]) => [name, nativeValue(nodes)])),
    token: written('publicToken') ?? written('token'),
    isUntold: false,
    logLevel: written('logLevel'),
  };
}

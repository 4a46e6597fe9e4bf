import { ts } from 'ts-morph';
import { bare } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import { definitionOf } from '../scan/definition.ts';
import { nodesIn } from '../scan/nodes-in.ts';
import { symbolsOf } from '../scan/symbols.ts';
import { callbackOf, exchangeCallOf } from './exchange/exchange-call.ts';
import type { LinkConfig } from './options/link-config.ts';

const OF_COMPONENT = /\b(this|props|state)\b/;

/** A page of its own for update mode: it is done when Link is done, with nothing to exchange. */
export function isUpdateOnly({ entries }: LinkConfig): boolean {
  const onSuccess = entries.find((each) => each.option === 'onSuccess');
  const token = entries.find((each) => each.option === 'token');
  if (onSuccess === undefined) return false;
  const { place } = onSuccess;
  const callback = onSuccess.value ?? onSuccess.node;
  const defined = definitionOf(callback, place)?.node;
  // What is not even told of a public token exchanges none.
  if (defined !== undefined && ts.isFunctionLike(defined) && defined.parameters.length === 0) {
    return true;
  }
  if (isTypedAsUntold(callback, place)) return true;
  const holder = token?.value === undefined ? undefined : holderOf(token.value, token.place);
  // What others hand a component may be there or not, and what they do then is not seen.
  if (holder === 'component') return false;
  if (holder === 'parameter' && callbackOf(callback, place) === undefined) return false;
  return exchangeCallOf(callback, place) === undefined;
}

/** `onDone` where the props are typed so: `interface Props { onDone: () => void }`. */
function isTypedAsUntold(callback: ts.Node, { script }: CodePlace): boolean {
  const node = bare(callback);
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  if (!ts.isIdentifier(name)) return false;
  const types = nodesIn(script.source, ts.SyntaxKind.PropertySignature, ts.isPropertySignature)
    .filter((each) => each.name.getText() === name.text)
    .map(({ type }) => type);
  return (
    types.length > 0 &&
    types.every(
      (type) => type !== undefined && ts.isFunctionTypeNode(type) && type.parameters.length === 0,
    )
  );
}

/**
 * Who hands a value over: a component's parent (`this.props.token`, also as `token` of
 * `const { token } = this.props` and of `({ token }) => …`), or the caller of a function.
 */
function holderOf(value: ts.Node, place: CodePlace): 'component' | 'parameter' | undefined {
  if (OF_COMPONENT.test(value.getText())) return 'component';
  const node = bare(value);
  const declaration = ts.isIdentifier(node)
    ? symbolsOf(place.script).symbolOf(node)?.declarations?.[0]
    : undefined;
  if (declaration === undefined) return undefined;
  if (ts.isParameter(declaration)) return 'parameter';
  if (!ts.isBindingElement(declaration)) return undefined;
  const holder = ts.walkUpBindingElementsAndPatterns(declaration);
  if (ts.isParameter(holder)) return 'component';
  return OF_COMPONENT.test(holder.initializer?.getText() ?? '') ? 'component' : undefined;
}

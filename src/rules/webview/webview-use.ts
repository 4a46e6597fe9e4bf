import { ts } from 'ts-morph';
import { bare, bindingOf } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { attributeValue } from '../react/react-attributes.ts';
import { madeParameters } from './made-parameters.ts';
import { hasKey, webviewUrl, type WebviewUrl } from './webview-url.ts';

/** An address of Link's page with a public_key in it. */
export interface WebviewUse {
  readonly url: WebviewUrl;
  readonly place: CodePlace;
  /** The `<WebView source={{ uri }}>` that shows it and nothing else; undefined where there is none. */
  readonly shown: ShownUrl | undefined;
  /** The object that the parameters are made of, in place of an address that names them. */
  readonly made?: Placed<ts.ObjectLiteralExpression>;
}

/** A webview of React Native. */
export interface ShownUrl {
  readonly element: ts.JsxOpeningLikeElement;
  readonly source: ts.JsxAttribute;
  /** `const uri = '…';`, where the address has a name that is used here alone. */
  readonly named: ts.VariableDeclaration | undefined;
}

/** Every such address in a script. */
export function webviewUses(place: CodePlace): readonly WebviewUse[] {
  const uses: WebviewUse[] = [];
  const visit = (node: ts.Node): void => {
    const url = isUrlLike(node) ? webviewUrl(node, place) : undefined;
    if (url === undefined) ts.forEachChild(node, visit);
    else if (hasKey(url)) uses.push({ url, place, shown: shownIn(url.expression, place) });
    else if (url.parameters.length === 0) {
      const made = madeParameters(url.expression, place);
      if (made !== undefined) uses.push({ url, place, shown: undefined, made });
    }
  };
  visit(place.script.source);
  return uses;
}

function isUrlLike(node: ts.Node): node is ts.Expression {
  return (
    ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isBinaryExpression(node)
  );
}

const WEBVIEWS = /^(?:react-native|react-native-webview|@react-native-community\/webview|expo.*)$/;

function shownIn(expression: ts.Expression, place: CodePlace): ShownUrl | undefined {
  const source = ts.findAncestor(expression, ts.isJsxAttribute);
  if (source !== undefined) return shownBy(source, expression, undefined, place);
  const named = expression.parent;
  if (!ts.isVariableDeclaration(named) || !ts.isIdentifier(named.name)) return undefined;
  const list = named.parent;
  if (!ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return undefined;
  if (list.declarations.length !== 1) return undefined;
  const uses = symbolsOf(place.script)
    .usesOf(named.name)
    .filter((use) => use !== named.name);
  const [use] = uses;
  const attribute = use === undefined ? undefined : ts.findAncestor(use, ts.isJsxAttribute);
  if (uses.length !== 1 || use === undefined || attribute === undefined) return undefined;
  return shownBy(attribute, use, named, place);
}

/** `source={{ uri: address }}` and no more. */
function shownBy(
  source: ts.JsxAttribute,
  address: ts.Node,
  named: ts.VariableDeclaration | undefined,
  place: CodePlace,
): ShownUrl | undefined {
  const element = source.parent.parent;
  const binding = bindingOf(element.tagName, place.script);
  const isWebview = binding?.kind === 'import' && WEBVIEWS.test(binding.module);
  const value = attributeValue(source);
  const literal = value === undefined ? undefined : definitionOf(bare(value), place)?.node;
  if (!isWebview || source.name.getText() !== 'source' || literal === undefined) return undefined;
  if (!ts.isObjectLiteralExpression(literal) || literal.properties.length !== 1) return undefined;
  const isHere = literal.pos <= address.pos && address.end <= literal.end;
  return isHere ? { element, source, named } : undefined;
}

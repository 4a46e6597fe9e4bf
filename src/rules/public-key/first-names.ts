import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import { isRendered, textOf, type CodePlace, type Placed } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import type { KeyOptions } from './key-options.ts';
import { definitionAt, domName, isKeyWord, keyName, type KeyName } from './key-name.ts';
import { isAmbient, isEnvironment } from './script-objects.ts';
import { namesInText } from './text-names.ts';
import { tracedTo } from './traced.ts';
import { settingCall, valueLeaves } from './value-leaves.ts';

/** Longer chains of constants than anybody writes. */
const DEEPEST = 6;

/** The names behind what Link was given as its key. */
export function firstNames({ values, texts, variables }: KeyOptions): KeyName[] {
  return [
    ...[...variables].flatMap((name) => word(name, { inEnvironment: true })),
    ...values.flatMap((value) => namesBehind(value)),
    ...texts.flatMap(namesInText),
  ];
}

/** The names an expression takes its value from. */
export function namesBehind({ node, place }: Placed, left = DEEPEST): KeyName[] {
  if (left === 0) return [];
  return valueLeaves(node).flatMap((leaf) => namesOf(leaf, place, left));
}

function namesOf(leaf: ts.Node, place: CodePlace, left: number): KeyName[] {
  if (isRendered(leaf, place)) return namesInText(textOf(leaf, place));
  if (ts.isIdentifier(leaf)) return namesOfIdentifier(leaf, place, left);
  const call = settingCall(leaf);
  if (call !== undefined) return word(call.name, { inEnvironment: true });
  if (ts.isPropertyAccessExpression(leaf) || ts.isElementAccessExpression(leaf)) {
    const name = memberName(leaf);
    if (name === undefined) return [];
    if (memberName(leaf.expression) === 'dataset') return [domName(name)];
    const inEnvironment = isEnvironment(leaf.expression, place);
    return ofElement(leaf) ?? word(name, { inEnvironment, definitions: tracedTo(leaf, place) });
  }
  return ofElement(leaf) ?? ofParameter(leaf);
}

/** `new URLSearchParams(location.search).get('plaidKey')` */
function ofParameter(leaf: ts.Node): KeyName[] {
  const [name] = ts.isCallExpression(leaf) ? leaf.arguments : [];
  const isGet = ts.isCallExpression(leaf) && memberName(leaf.expression) === 'get';
  return isGet && name !== undefined && ts.isStringLiteralLike(name) ? word(name.text) : [];
}

/** A word as a name, where it can be one. */
function word(text: string, found: Parameters<typeof keyName>[1] = {}): KeyName[] {
  return isKeyWord(text) ? [keyName(text, found)] : [];
}

function namesOfIdentifier(name: ts.Identifier, place: CodePlace, left: number): KeyName[] {
  const declaration = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
  if (declaration === undefined) return word(name.text);
  if (ts.isImportSpecifier(declaration)) {
    const exported = (declaration.propertyName ?? declaration.name).text;
    return word(exported, { definitions: tracedTo(name, place) });
  }
  if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
    const behind = namesBehind({ node: declaration.initializer, place }, left - 1);
    const definitions = [
      definitionAt(place.file.path, declaration.name.getStart(place.script.source)),
    ];
    // Other scripts and modules may know it, too.
    return ts.isSourceFile(declaration.parent.parent.parent)
      ? [...word(name.text, { definitions }), ...behind]
      : behind;
  }
  if (ts.isVariableDeclaration(declaration)) {
    return isAmbient(declaration) ? word(name.text) : [];
  }
  if (!ts.isBindingElement(declaration)) return [];
  const key = declaration.propertyName ?? declaration.name;
  if (!ts.isIdentifier(key)) return [];
  const variable = declaration.parent.parent;
  const object = ts.isVariableDeclaration(variable) ? variable.initializer : undefined;
  const inEnvironment = object !== undefined && isEnvironment(object, place);
  return word(key.text, { inEnvironment, definitions: tracedTo(name, place) });
}

/** `document.querySelector('meta[name="plaid-key"]').content`, `$('#plaid').data('key')` */
function ofElement(leaf: ts.Node): KeyName[] | undefined {
  const text = leaf.getText();
  const isQuery =
    /\bquerySelector\(|\bgetElementById\(|\bgetAttribute\(|\bgetElementsByName\(|\$\(|jQuery\(|\.data\(/;
  if (!isQuery.test(text)) return undefined;
  const attribute =
    /\b(?:getAttribute|attr)\(\s*['"](data-[\w-]+)['"]/.exec(text)?.[1] ??
    /\.data\(\s*['"]([\w-]+)['"]/.exec(text)?.[1] ??
    /\bdataset\.([\w$]+)/.exec(text)?.[1];
  const selector =
    /\[name=\\?["']?([\w-]+)/.exec(text)?.[1] ??
    /\[(data-[\w-]+)\]/.exec(text)?.[1] ??
    /(?:['"]#|getElement(?:ById|sByName)\(\s*['"])([\w-]+)/.exec(text)?.[1];
  const name = attribute ?? selector;
  return name === undefined ? [] : [domName(name)];
}

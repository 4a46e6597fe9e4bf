import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { attributeValue } from './react-attributes.ts';
import type { ConfigEntry } from '../options/link-config.ts';
import type { FileEdit } from '../rule.ts';

/**
 * A public token was optional; a link token is a text or null. The edit that makes null of what may be
 * undefined, in TypeScript alone: JavaScript does not tell them apart here.
 */
export function nullForUndefined({ node, value, place }: ConfigEntry): FileEdit[] {
  const isTypeScript = (place.script.source.flags & ts.NodeFlags.JavaScriptFile) === 0;
  if (!isTypeScript || value === undefined || !mayBeUndefined(bare(value), place)) return [];
  const { path } = place.file;
  if (ts.isShorthandPropertyAssignment(node)) {
    const text = node.name.text === 'token' ? `: ${node.name.text} || null` : ' || null';
    return [{ path, start: node.end, end: node.end, text }];
  }
  const isText = ts.isJsxAttribute(node) && attributeValue(node) !== value;
  return isText ? [] : [{ path, start: value.end, end: value.end, text: ' || null' }];
}

function mayBeUndefined(node: ts.Node, place: CodePlace): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return isOptionalChain(node) || isOptionalMember(node.name.text, place);
  }
  if (!ts.isIdentifier(node)) return false;
  const declaration = symbolsOf(place.script).symbolOf(node)?.declarations?.[0];
  if (declaration === undefined) return false;
  if (ts.isParameter(declaration)) {
    return declaration.questionToken !== undefined || saysUndefined(declaration.type);
  }
  if (ts.isVariableDeclaration(declaration)) return saysUndefined(declaration.type);
  if (!ts.isBindingElement(declaration)) return false;
  if (ts.isArrayBindingPattern(declaration.parent)) return isEmptyState(declaration.parent.parent);
  const key = declaration.propertyName ?? declaration.name;
  return declaration.initializer === undefined && isOptionalMember(key.getText(), place);
}

function isOptionalChain(node: ts.PropertyAccessExpression): boolean {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

function saysUndefined(type: ts.TypeNode | undefined): boolean {
  return type !== undefined && /\bundefined\b/.test(type.getText());
}

/** `useState<string>()` starts without a value. */
function isEmptyState(holder: ts.Node): boolean {
  if (!ts.isVariableDeclaration(holder) || holder.initializer === undefined) return false;
  const call = holder.initializer;
  if (!ts.isCallExpression(call) || !call.expression.getText().endsWith('useState')) return false;
  return call.arguments.length === 0 || call.typeArguments?.some(saysUndefined) === true;
}

/** Whether a type of the script has an optional member of the name. */
function isOptionalMember(name: string, { script }: CodePlace): boolean {
  return nodesIn(script.source, ts.SyntaxKind.PropertySignature, ts.isPropertySignature).some(
    (node) =>
      node.name.getText() === name &&
      (node.questionToken !== undefined || saysUndefined(node.type)),
  );
}

import { ts } from 'ts-morph';
import { bare } from '../scan/bindings.ts';
import { textOf, type CodePlace } from '../scan/code-place.ts';
import { definitionOf } from '../scan/definition.ts';
import { symbolsOf } from '../scan/symbols.ts';

/** From a variable over an answer and the function that asks for it. */
const DEEPEST = 6;

/**
 * Whether a token beside a public_key is a link token all the same, by the words of the code that it comes
 * from. Where those speak of public tokens it is none, whatever the variables are called: both are in apps
 * that renamed half of what they had.
 */
export function isLinkToken(token: ts.Node, place: CodePlace): boolean {
  const texts: string[] = [];
  collect(token, place, DEEPEST, texts);
  const said = texts.join('\n');
  return /link_?token/i.test(said) && !/public_?token/i.test(said);
}

function collect(expression: ts.Node, place: CodePlace, left: number, texts: string[]): void {
  const node = bare(expression);
  texts.push(textOf(node, place));
  if (left === 0) return;
  if (ts.isAwaitExpression(node)) return collect(node.expression, place, left - 1, texts);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    collect(node.expression, place, left - 1, texts);
  }
  if (ts.isCallExpression(node)) {
    const called = definitionOf(node.expression, place);
    if (called !== undefined && ts.isFunctionLike(called.node)) {
      texts.push(textOf(called.node, called.place));
    }
  }
  if (!ts.isIdentifier(node)) return;
  const declaration = symbolsOf(place.script).symbolOf(node)?.declarations?.[0];
  if (declaration !== undefined) collectDeclared(declaration, place, left - 1, texts);
}

function collectDeclared(
  declaration: ts.Declaration,
  place: CodePlace,
  left: number,
  texts: string[],
): void {
  if (ts.isBindingElement(declaration)) texts.push(textOf(declaration, place));
  const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
  const parameter = ts.findAncestor(declaration, ts.isParameter);
  if (parameter !== undefined && (variable === undefined || variable.pos < parameter.pos)) {
    // What `fetch(url).then((body) => …)` was asked for.
    const call = ts.findAncestor(parameter, ts.isCallExpression);
    if (call !== undefined) texts.push(textOf(call.expression, place));
    for (const argument of call?.arguments ?? []) {
      if (ts.isStringLiteralLike(argument)) texts.push(argument.text);
    }
  } else if (variable?.initializer !== undefined) {
    collect(variable.initializer, place, left, texts);
  }
}

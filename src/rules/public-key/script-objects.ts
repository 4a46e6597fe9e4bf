import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';

/** `process.env`, `import.meta.env`, a name for one of them, what SvelteKit and Nuxt call theirs. */
export function isEnvironment(object: ts.Node, place: CodePlace): boolean {
  const node = bare(object);
  if (/^(?:process|import\.meta|Bun|Deno)\.env$/.test(node.getText(place.script.source))) {
    return true;
  }
  if (!ts.isIdentifier(node)) return false;
  const declaration = symbolsOf(place.script).symbolOf(node)?.declarations?.[0];
  if (declaration === undefined) return false;
  if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
    const { initializer } = declaration;
    return bare(initializer) !== node && isEnvironment(initializer, place);
  }
  // const { env } = process
  return (
    ts.isBindingElement(declaration) &&
    ts.isVariableDeclaration(declaration.parent.parent) &&
    declaration.parent.parent.initializer?.getText(place.script.source) === 'process' &&
    (declaration.propertyName ?? declaration.name).getText(place.script.source) === 'env'
  );
}

/** `window`, `globalThis`, `(window as any)`. */
export function isPageObject(object: ts.Node): boolean {
  const node = bare(object);
  return ts.isIdentifier(node) && /^(?:window|globalThis|self)$/.test(node.text);
}

/** `res.locals`, `app.locals`, `ctx.state`: what every view sees. */
export function isViewObject(object: ts.Node): boolean {
  const node = bare(object);
  return (
    ts.isPropertyAccessExpression(node) &&
    /^(?:locals|state)$/.test(node.name.text) &&
    ts.isIdentifier(node.expression) &&
    /^(?:res|response|rsp|app|ctx|reply)$/.test(node.expression.text)
  );
}

/** `exports`, `module.exports`. */
export function isExports(object: ts.Node): boolean {
  return /^(?:module\.)?exports$/.test(bare(object).getText());
}

/** Calls that hand their last argument to a template. */
export function isRenderCall(call: ts.CallExpression): boolean {
  return /^(?:render|renderFile|renderView|view)$/.test(memberName(call.expression) ?? '');
}

/** `res.json(…)`, `res.send(…)`, `reply.send(…)`. */
export function isAnswerCall(call: ts.CallExpression): boolean {
  const name = memberName(call.expression) ?? '';
  if (!/^(?:json|jsonp|send|end|success|ok)$/.test(name)) return false;
  return ts.isPropertyAccessExpression(call.expression);
}

/** `declare const PLAID_KEY: string`, also in `declare global`: says that a global is there. */
export function isAmbient(declaration: ts.Declaration): boolean {
  const declared = ts.findAncestor(declaration, (each) => {
    const modifiers = ts.canHaveModifiers(each) ? ts.getModifiers(each) : undefined;
    return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true;
  });
  return declared !== undefined;
}

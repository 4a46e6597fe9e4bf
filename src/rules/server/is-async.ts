import { ts } from 'ts-morph';

/** Whether a function is written with `async`. */
export function isAsync(node: ts.SignatureDeclaration): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword) === true;
}

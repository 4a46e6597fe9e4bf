import { ts } from 'ts-morph';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { areSeenIn, isBoundToPlace, namesIn } from '../edits/name-scope.ts';
import type { PackageDemand } from '../rule.ts';

/** How generated code reaches Link. */
export interface LinkName {
  readonly plaid: string;
  /** Whether TypeScript takes what Link gives for anything. */
  readonly isAny: boolean;
}

/** As the call reached it, where all names of that are there; without the types of a Link with a key. */
export function linkName(callee: ts.Expression, scope: ts.Node, place: CodePlace): LinkName {
  const receiver = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  return { plaid: nameOf(receiver, scope, place), isAny: isAny(receiver, place) };
}

function nameOf(receiver: ts.Expression, scope: ts.Node, place: CodePlace): string {
  const text = textOf(receiver, place);
  const isThere = !isBoundToPlace(receiver) && areSeenIn(scope, namesIn(receiver, place), place);
  const isTypeScript = (place.script.source.flags & ts.NodeFlags.JavaScriptFile) === 0;
  if (!isTypeScript) return isThere ? text : 'window.Plaid';
  if (text === 'window.Plaid' && typesOfLink(place).length > 0) return text;
  return isThere && isAny(receiver, place) ? text : '(window as any).Plaid';
}

/** Whether TypeScript lets the code do with it what it likes; what the app declares knows a public_key. */
function isAny(receiver: ts.Expression, { script }: CodePlace): boolean {
  if (/\bas any\b|<any>/.test(receiver.getText(script.source))) return true;
  const binding = ts.isIdentifier(receiver) ? symbolsOf(script).symbolOf(receiver) : undefined;
  const declaration = binding?.declarations?.[0];
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    declaration.type?.kind === ts.SyntaxKind.AnyKeyword
  );
}

/** (@types/plaid-link 2.0.11 is the first to know a Link without a key.) */
export function typesOfLink({ file, script, project }: CodePlace): readonly PackageDemand[] {
  const name = '@types/plaid-link';
  const isTypeScript = (script.source.flags & ts.NodeFlags.JavaScriptFile) === 0;
  const isInstalled = project.manifestOf(file.path)?.dependencies.has(name) === true;
  return isTypeScript && isInstalled ? [{ name, version: '^2.0.11' }] : [];
}

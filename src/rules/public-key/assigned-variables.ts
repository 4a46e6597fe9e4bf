import { ts } from 'ts-morph';
import type { Placed } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import type { Site } from '../rule.ts';
import { isAmbient } from './script-objects.ts';
import type { TakenOut } from './taken-out.ts';
import { valueLeaves } from './value-leaves.ts';

/**
 * Variables that are given the key behind their declaration, of which nobody reads any more:
 * `var key; if (…) key = '…';`. What else hangs on those branches a person sees best.
 */
export function assignedVariables(
  rule: string,
  values: readonly Placed[],
  takenOut: TakenOut,
): Site[] {
  const known = new Set<ts.Node>();
  return values.flatMap(({ node, place }) =>
    valueLeaves(node).flatMap((leaf): Site[] => {
      const declaration = ts.isIdentifier(leaf) ? declarationOf(leaf, { node, place }) : undefined;
      if (declaration === undefined || known.has(declaration)) return [];
      known.add(declaration);
      const { source } = place.script;
      const { path } = place.file;
      const uses = symbolsOf(place.script)
        .usesOf(declaration.name)
        .filter((use) => use !== declaration.name)
        .filter((use) => !takenOut.holds(path, rangeOf(use, source), use.text));
      const [first] = uses;
      if (first === undefined || !uses.every(isTarget)) return [];
      const message = `${first.text} holds the public_key of Link, and nothing reads it any more.`;
      const next = `Take ${first.text} out by hand: its declaration, and what is assigned to it.`;
      return [
        { rule, path, range: rangeOf(first, source), outcome: 'manual', message, next, edits: [] },
      ];
    }),
  );
}

interface Plain extends ts.VariableDeclaration {
  readonly name: ts.Identifier;
}

function declarationOf(name: ts.Identifier, { place }: Placed): Plain | undefined {
  const [declaration] = symbolsOf(place.script).symbolOf(name)?.declarations ?? [];
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  return isPlain(declaration) && declaration.initializer === undefined && !isAmbient(declaration)
    ? declaration
    : undefined;
}

function isPlain(declaration: ts.VariableDeclaration): declaration is Plain {
  return ts.isIdentifier(declaration.name);
}

function isTarget(use: ts.Node): boolean {
  const { parent } = use;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === use &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isExpressionStatement(parent.parent)
  );
}

function rangeOf(node: ts.Node, source: ts.SourceFile): { start: number; end: number } {
  return { start: node.getStart(source), end: node.end };
}

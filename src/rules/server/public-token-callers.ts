import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { callsIn } from '../../scan/nodes-in.ts';

/** Every call of a function that has a name, in all files that hold the name. */
export function callersOf(owner: ts.Node, place: CodePlace): readonly Placed<ts.CallExpression>[] {
  const name = nameOf(owner);
  if (name === undefined) return [];
  const found: Placed<ts.CallExpression>[] = [];
  for (const file of place.project.mentioning(name)) {
    for (const script of file.scripts) {
      const there: CodePlace = { file, script, project: place.project };
      for (const node of callsIn(script.source)) {
        if (lastName(node.expression) !== name) continue;
        const called = definitionOf(node.expression, there)?.node;
        if (called === owner) found.push({ node, place: there });
      }
    }
  }
  return found;
}

function lastName(callee: ts.Expression): string | undefined {
  return ts.isIdentifier(callee) ? callee.text : memberName(callee);
}

function nameOf(owner: ts.Node): string | undefined {
  if (!ts.isFunctionLike(owner)) return undefined;
  if (owner.name !== undefined && ts.isIdentifier(owner.name)) return owner.name.text;
  const { parent } = owner;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  return ts.isBinaryExpression(parent) ? memberName(parent.left) : undefined;
}

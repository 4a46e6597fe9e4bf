import { ts } from 'ts-morph';
import type { CodePlace } from '../../src/scan/code-place.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';

/** Code of one file among others, as rules get it. */
export function placeOf(files: Readonly<Record<string, string>>, path: string): CodePlace {
  const project = memoryProject(new Map(Object.entries(files)));
  const file = project.load(path);
  const script = file?.scripts[0];
  if (file === undefined || script === undefined) throw new Error(`There is no code in ${path}.`);
  return { file, script, project };
}

/** Code of a file without others. */
export function placeOfCode(code: string, path = 'a.js'): CodePlace {
  return placeOf({ [path]: code }, path);
}

/** The last expression, innermost first, that reads like `text`. */
export function nodeOf(text: string, { script }: CodePlace): ts.Expression {
  let found: ts.Expression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isExpression(node) && node.getText(script.source) === text) found = node;
    ts.forEachChild(node, visit);
  };
  visit(script.source);
  if (found === undefined) throw new Error(`${text} does not stand in the code.`);
  return found;
}

/** The last call of `callee`. */
export function callOf(callee: string, place: CodePlace): ts.CallExpression {
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    const isCall =
      ts.isCallExpression(node) && node.expression.getText(place.script.source) === callee;
    if (isCall) found = node;
    ts.forEachChild(node, visit);
  };
  visit(place.script.source);
  if (found === undefined) throw new Error(`${callee} is not called.`);
  return found;
}

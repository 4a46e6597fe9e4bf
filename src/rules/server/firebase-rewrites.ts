import path from 'node:path';
import { ts } from 'ts-morph';
import type { Project } from '../../scan/project.ts';
import { propertyOf } from '../exchange/http-call.ts';
import type { FileEdit } from '../rule.ts';

/**
 * The rewrites of Firebase Hosting that lead to `named`, once more for its sibling: without one, a page
 * gets the site's own 404. https://firebase.google.com/docs/hosting/functions
 */
export function siblingRewrites(
  functionFile: string,
  named: string,
  segment: string,
  project: Project,
): readonly FileEdit[] {
  for (let folder = path.posix.dirname(functionFile); ; folder = path.posix.dirname(folder)) {
    const file = path.posix.join(folder, 'firebase.json');
    if (project.has(file)) return rewritesIn(file, named, segment, project);
    if (folder === '.' || folder === '/') return [];
  }
}

function rewritesIn(
  file: string,
  named: string,
  segment: string,
  project: Project,
): readonly FileEdit[] {
  const text = project.load(file)?.text ?? '';
  const edits: FileEdit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) edits.push(...siblingOf(node));
    ts.forEachChild(node, visit);
  };
  const siblingOf = (entry: ts.ObjectLiteralExpression): FileEdit[] => {
    const source = propertyOf(entry, '"source"');
    const target = functionNamed(propertyOf(entry, '"function"'));
    if (source === undefined || !ts.isStringLiteral(source) || target?.text !== named) return [];
    // `/plaid/**` leads to one function, whatever is asked.
    if (!/\/[\w-]+$/.test(source.text)) return [];
    const start = entry.getStart();
    const line = /[ \t]*$/.exec(text.slice(0, start))?.[0] ?? '';
    const isOnItsOwn = text.charAt(start - line.length - 1) === '\n';
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    const renamed = [
      { node: source, text: source.text.replace(/[\w-]+$/, segment) },
      { node: target, text: segment },
    ].toSorted((a, b) => b.node.pos - a.node.pos);
    const copy = renamed.reduce(
      (whole, { node, text: inner }) =>
        whole.slice(0, node.getStart() - start) +
        JSON.stringify(inner) +
        whole.slice(node.end - start),
      text.slice(start, entry.end),
    );
    const between = isOnItsOwn ? eol + line : ' ';
    return [{ path: file, start: entry.end, end: entry.end, text: `,${between}${copy}` }];
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.JSON, true, ts.ScriptKind.JSON));
  return edits;
}

/** `"function": "name"`, and `"function": { "functionId": "name" }` of version 2. */
function functionNamed(value: ts.Expression | undefined): ts.StringLiteral | undefined {
  if (value === undefined) return undefined;
  if (ts.isStringLiteral(value)) return value;
  if (!ts.isObjectLiteralExpression(value)) return undefined;
  return functionNamed(propertyOf(value, '"functionId"'));
}

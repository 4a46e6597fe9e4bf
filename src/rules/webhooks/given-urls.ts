import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import { urlPieces } from '../exchange/url-pieces.ts';

const known = new WeakMap<Project, ReadonlySet<string>>();

/**
 * The paths of the webhook URLs that Plaid is given: `webhook` in options of Link and in calls of the SDK, and
 * the argument of updateItemWebhook. Each with the parts that a proxy may take off its start.
 */
export function pathsGivenToPlaid(project: Project): ReadonlySet<string> {
  const found = known.get(project) ?? new Set(findPaths(project));
  known.set(project, found);
  return found;
}

function findPaths(project: Project): readonly string[] {
  const paths: string[] = [];
  for (const file of project.files.values()) {
    if (file.kind === 'data' || !/webhook/i.test(file.text) || !/plaid/i.test(file.text)) continue;
    for (const [, url = ''] of file.text.matchAll(/data-webhook=["']([^"']+)["']/g)) {
      paths.push(...endsOf(url));
    }
    for (const script of file.scripts) {
      const place: CodePlace = { file, script, project };
      for (const url of nodesIn(script.source, GIVING, isGiving).flatMap(urlsAt)) {
        const pieces = urlPieces(url, place);
        const text = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
        paths.push(...endsOf(text));
      }
    }
  }
  return paths;
}

type Giving = ts.PropertyAssignment | ts.JsxAttribute | ts.CallExpression;

const GIVING = [
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.JsxAttribute,
  ts.SyntaxKind.CallExpression,
];

function isGiving(node: ts.Node): node is Giving {
  return GIVING.includes(node.kind);
}

function urlsAt(node: Giving): readonly ts.Expression[] {
  if (ts.isPropertyAssignment(node)) {
    return node.name.getText() === 'webhook' ? [node.initializer] : [];
  }
  if (ts.isJsxAttribute(node)) {
    if (node.name.getText() !== 'webhook') return [];
    const value = node.initializer;
    if (value === undefined) return [];
    if (ts.isStringLiteral(value)) return [value];
    return ts.isJsxExpression(value) && value.expression !== undefined ? [value.expression] : [];
  }
  const [, url] = node.arguments;
  return memberName(node.expression) === 'updateItemWebhook' && url !== undefined ? [url] : [];
}

/** `/api/plaid/hook`, `/plaid/hook` and `/hook` of one URL; a lone `/` says nothing. */
function endsOf(url: string): readonly string[] {
  const path = url
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
  const parts = path.split('/').slice(1);
  return parts.map((_, index) => `/${parts.slice(index).join('/')}`).filter((each) => each !== '/');
}

import { ts } from 'ts-morph';
import type { Placed } from '../../scan/code-place.ts';
import { propertyOf } from '../exchange/http-call.ts';
import type { ServerRoute } from './server-route.ts';

const EXPORTED =
  /^(?:module\.)?exports\.(\w+)\s*=|^export\s+(?:const\s+|(?:async\s+)?function\s+)(\w+)/;

/** A function behind an API gateway: `exports.exchange = async (event) => ({ statusCode: 200, … })`. */
export function lambdaRoute(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
  const { node, place } = handler;
  const [event] = node.parameters;
  const statement = ts.findAncestor(node, ts.isStatement);
  if (event === undefined || statement === undefined) return undefined;
  if (!/^(?:_?event|evt|req|request|\{)/.test(event.name.getText())) return undefined;
  const named = exportedName(statement);
  if (answersOf(node).length === 0 || named === undefined) return undefined;
  return {
    framework: 'lambda',
    registration: { node: statement, place },
    path: undefined,
    receiver: undefined,
    guards: [],
    handler,
    named,
  };
}

/** The name a statement exports. */
export function exportedName(statement: ts.Node): string | undefined {
  const found = EXPORTED.exec(statement.getText());
  return found?.[1] ?? found?.[2];
}

/** Whether the file of a function is its route: https://docs.netlify.com/functions/overview/ */
export function isNetlify({ framework, handler, registration }: ServerRoute): boolean {
  return (
    framework === 'lambda' &&
    exportedName(registration.node) === 'handler' &&
    /(?:^|\/)functions\/[\w-]+\.[cm]?[jt]s$/.test(handler.place.file.path)
  );
}

/** The objects with a status that a handler answers. */
function answersOf(node: ts.Node): readonly ts.ObjectLiteralExpression[] {
  const found: ts.ObjectLiteralExpression[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isObjectLiteralExpression(each) && propertyOf(each, 'statusCode') !== undefined) {
      found.push(each);
    }
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** The headers of the handler's answers, such as those that let other origins in, where they are plain. */
export function answerHeaders({ handler: { node } }: ServerRoute): string | undefined {
  for (const answer of answersOf(node)) {
    const headers = propertyOf(answer, 'headers');
    if (headers === undefined) continue;
    if (ts.isObjectLiteralExpression(headers) && headers.properties.every(isPlain)) {
      return headers
        .getText()
        .replaceAll(/\s*\n\s*/g, ' ')
        .replace(/, \}$/, ' }');
    }
    if (ts.isIdentifier(headers)) return headers.text;
  }
  return undefined;
}

function isPlain(property: ts.ObjectLiteralElementLike): boolean {
  return (
    ts.isPropertyAssignment(property) &&
    (ts.isLiteralExpression(property.initializer) ||
      property.initializer.kind === ts.SyntaxKind.TrueKeyword ||
      /^process\.env\.\w+$/.test(property.initializer.getText()))
  );
}

/** What an authorizer says of the user. */
export function lambdaUser({ node }: Placed): string | undefined {
  const text = node.getText().replaceAll('?.', '.');
  const path =
    /\b(?:event|evt)\.requestContext\.(?:authorizer(?:\.\w+)*\.(?:sub|principalId|userId)|identity\.cognitoIdentityId)\b/;
  return path.exec(text)?.[0];
}

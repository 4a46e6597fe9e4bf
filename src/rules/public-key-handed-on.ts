import { ts } from 'ts-morph';
import { bare } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import { definitionOf } from '../scan/definition.ts';
import { callsIn, jsxTagsIn, nodesIn } from '../scan/nodes-in.ts';
import type { Rule, Site } from './rule.ts';

const ID = 'public-key-handed-on';

/**
 * Options with a public_key for Link in code that `codemod` does not follow: a copy of react-plaid-link, and
 * wrappers whose callers are elsewhere. Silent unless the names leave no doubt.
 */
export const publicKeyHandedOn: Rule = {
  id: ID,
  title: 'A public_key that is handed on to Link',
  severity: 'warning',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) =>
    /PlaidLink|Plaid\)?\.create/.test(text) && /\b(?:publicKey|key)\b/.test(text),
  find: (file, project) => {
    if (!publicKeyHandedOn.mightApply(file.text)) return [];
    return file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      return [...besideTokens(place), ...askedOfCallers(place)];
    });
  },
};

const BESIDE = 'Link is given a publicKey beside a token; public keys open Link no more.';
const TAKE_OUT =
  'Take publicKey out, with env, clientName, product and all that is not token or a callback, and make sure that token holds a link_token.';

/** `usePlaidLink({ publicKey, token, onSuccess })`, `<PlaidLink publicKey token onSuccess>` */
function besideTokens(place: CodePlace): readonly Site[] {
  const { source } = place.script;
  const hooks = callsIn(source).flatMap((call): Site[] => {
    const [given] = call.arguments;
    if (call.expression.getText() !== 'usePlaidLink' || given === undefined) return [];
    const options = definitionOf(given, place)?.node;
    if (options === undefined || !ts.isObjectLiteralExpression(options)) return [];
    const names = options.properties.map((each) => each.name?.getText() ?? '');
    return isBesideToken(names) ? [siteAt(call, place, BESIDE, TAKE_OUT)] : [];
  });
  const tags = jsxTagsIn(source).flatMap((tag): Site[] => {
    if (tag.tagName.getText() !== 'PlaidLink') return [];
    const names = tag.attributes.properties.map((each) => each.name?.getText() ?? '');
    return isBesideToken(names) ? [siteAt(tag, place, BESIDE, TAKE_OUT)] : [];
  });
  return [...hooks, ...tags];
}

function isBesideToken(names: readonly string[]): boolean {
  return ['publicKey', 'token', 'onSuccess'].every((name) => names.includes(name));
}

/** `Plaid.create({ ...this.props.link })` in a file whose types make callers give a key. */
function askedOfCallers(place: CodePlace): readonly Site[] {
  const { source } = place.script;
  const created = callsIn(source).filter(
    ({ expression: callee, arguments: [options] }) =>
      /\bPlaid\)?\.create$/.test(callee.getText()) &&
      options !== undefined &&
      isHandedOver(bare(options)),
  );
  if (created.length === 0 || !asksForKey(source)) return [];
  return created.map((call) =>
    siteAt(
      call,
      place,
      'Plaid.create is given what callers hand over, and they have to hand over a public_key.',
      'Ask them for token, a link_token, in place of key, env, clientName and product.',
    ),
  );
}

/** `{ ...props }`, `this.props.link`: nothing is said of it here. */
function isHandedOver(options: ts.Node): boolean {
  if (!ts.isObjectLiteralExpression(options)) return /\bprops\b/.test(options.getText());
  const [only, ...more] = options.properties;
  return (
    only !== undefined &&
    more.length === 0 &&
    ts.isSpreadAssignment(only) &&
    /\bprops\b/.test(only.expression.getText())
  );
}

/** Types, or propTypes, with a key that is required beside what only Link's options have. */
function asksForKey(source: ts.SourceFile): boolean {
  return nodesIn(
    source,
    [
      ts.SyntaxKind.InterfaceDeclaration,
      ts.SyntaxKind.TypeLiteral,
      ts.SyntaxKind.ObjectLiteralExpression,
    ],
    isShape,
  ).some((shape) => {
    const members = ts.isObjectLiteralExpression(shape) ? shape.properties : shape.members;
    const required = new Set(
      [...members].filter(isRequired).map((member) => member.name?.getText() ?? ''),
    );
    const isKey = required.has('key') || required.has('publicKey');
    return isKey && required.has('env') && required.has('clientName');
  });
}

type Shape = ts.InterfaceDeclaration | ts.TypeLiteralNode | ts.ObjectLiteralExpression;

function isShape(node: ts.Node): node is Shape {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeLiteralNode(node) ||
    ts.isObjectLiteralExpression(node)
  );
}

function isRequired(member: ts.TypeElement | ts.ObjectLiteralElementLike): boolean {
  return ts.isPropertySignature(member)
    ? member.questionToken === undefined
    : ts.isPropertyAssignment(member) && member.initializer.getText().endsWith('.isRequired');
}

function siteAt(node: ts.Node, { file }: CodePlace, message: string, next: string): Site {
  return {
    rule: ID,
    path: file.path,
    range: { start: node.getStart(), end: node.end },
    outcome: 'manual',
    edits: [],
    message,
    next,
  };
}

import { ts } from 'ts-morph';
import type { LinkTokenRequest } from '../../plaid/link-token-request.ts';
import { bindingOf, memberName } from '../../scan/bindings.ts';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import { propertyOf } from '../exchange/http-call.ts';

/** `'<%= NAME %>'`, `"{{ NAME }}"`, and what a page makes of such a text: `.split(',')`. */
const PLACEHOLDER =
  /^(['"])(?:<%[=-]\s*([\w$]+)\s*-?%>|\{\{\{?\s*([\w$]+)\s*\}?\}\})\1(?:\.split\((['"])(.{1,3})\4\))?$/;

/** The request with what the server knows of the expressions of pages. */
export function withServerValues(request: LinkTokenRequest, place: CodePlace): LinkTokenRequest {
  return {
    ...request,
    fields: request.fields.map((field) => {
      const { value } = field;
      const server = value.kind === 'expression' ? renderedValue(value.text, place) : undefined;
      return server === undefined ? field : { ...field, server };
    }),
  };
}

/**
 * What the server itself calls a value that it renders into a page: `PLAID_PRODUCTS.split(',')` for
 * `'<%= PLAID_PRODUCTS %>'.split(',')`. Undefined where `place` cannot see it, and where several pages are
 * given several values under one name.
 */
export function renderedValue(text: string, place: CodePlace): string | undefined {
  const found = PLACEHOLDER.exec(text.trim());
  const name = found?.[2] ?? found?.[3];
  if (name === undefined) return undefined;
  const values = renderedAs(name, place.project);
  const seen = new Set(values.map((each) => visibleText(each.node, each.place, place)));
  const [only] = seen;
  if (only === undefined || seen.size > 1) return undefined;
  const separator = found?.[5];
  if (separator === undefined) {
    return mayBeEmpty(values) ? `${only.replace(/\s*\|\|\s*(['"])\1$/, '')} || undefined` : only;
  }
  const list = /^[\w$.]+$/.test(only) ? only : `(${only})`;
  return `${list}.split('${separator}')`;
}

interface Rendered {
  readonly node: ts.Expression;
  readonly place: CodePlace;
}

/** `response.render('page', { NAME: value })` */
function renderedAs(name: string, project: CodePlace['project']): readonly Rendered[] {
  const found: Rendered[] = [];
  for (const file of project.mentioning(name)) {
    if (file.kind !== 'script') continue;
    for (const script of file.scripts) {
      const place: CodePlace = { file, script, project };
      for (const call of callsIn(script.source)) {
        if (memberName(call.expression) !== 'render') continue;
        const values = call.arguments.find((each) => ts.isObjectLiteralExpression(each));
        const value = values === undefined ? undefined : propertyOf(values, name);
        if (value !== undefined) found.push({ node: value, place });
      }
    }
  }
  return found;
}

/** The value as code that means the same in `to`: a setting anywhere, a name of the file in that file. */
function visibleText(node: ts.Expression, from: CodePlace, to: CodePlace): string | undefined {
  if (isSetting(node)) return textOf(node, from);
  const isNameHere =
    ts.isIdentifier(node) && from.script === to.script && isOfWholeFile(node, from);
  if (isNameHere) return node.text;
  const defined = ts.isIdentifier(node) ? definitionOf(node, from) : undefined;
  return defined !== undefined && isSetting(defined.node)
    ? textOf(defined.node, defined.place)
    : undefined;
}

/** `process.env.NAME`, with a text for when it is not set. */
function isSetting(node: ts.Node): boolean {
  return /^process\.env\.\w+(?:\s*\|\|\s*(?:'[^'\\]*'|"[^"\\]*"))?$/.test(node.getText());
}

function isOfWholeFile(name: ts.Identifier, { script }: CodePlace): boolean {
  const binding = bindingOf(name, script);
  if (binding?.kind !== 'declared') return false;
  const owner = ts.findAncestor(
    binding.node,
    (each) => ts.isFunctionLike(each) || ts.isBlock(each),
  );
  return owner === undefined;
}

/** A text that says nothing is no value for Plaid. */
function mayBeEmpty(values: readonly Rendered[]): boolean {
  return values.some(({ node, place }) => {
    const defined = definitionOf(node, place);
    const text = defined === undefined ? node.getText() : textOf(defined.node, defined.place);
    return /(['"])\1/.test(text);
  });
}

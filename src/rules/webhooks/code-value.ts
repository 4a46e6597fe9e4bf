import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf, memberOf } from '../../scan/definition.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { staticValue } from '../../scan/static-value.ts';

/** The number or text an expression holds: literals, constants, members of objects and enums, also imported. */
export function codeValue(expression: ts.Node, place: CodePlace): number | string | undefined {
  const node = bare(expression);
  const known = staticValue(node, place);
  if (known.kind === 'literal') {
    const { value } = known;
    return typeof value === 'number' || typeof value === 'string' ? value : undefined;
  }
  if (ts.isTemplateExpression(node)) return joined(node, place);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const left = codeValue(node.left, place);
    const right = codeValue(node.right, place);
    return left === undefined || right === undefined ? undefined : `${left}${right}`;
  }
  const name = memberName(node);
  if (name === undefined) return undefined;
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  return ofEnum(node.expression, name, place) ?? ofFrozen(node.expression, name, place);
}

function joined(node: ts.TemplateExpression, place: CodePlace): string | undefined {
  const parts = node.templateSpans.map((span) => {
    const value = codeValue(span.expression, place);
    return value === undefined ? undefined : `${value}${span.literal.text}`;
  });
  return parts.includes(undefined) ? undefined : node.head.text + parts.join('');
}

/** `Codes.INITIAL` where `Codes = Object.freeze({…})`. */
function ofFrozen(
  object: ts.Expression,
  name: string,
  place: CodePlace,
): number | string | undefined {
  const literal = literalOf(object, place);
  const member = literal && memberOf(literal, name);
  return member && codeValue(member.node, member.place);
}

/** The object or array literal behind an expression, also inside `Object.freeze(…)`. */
export function literalOf(expression: ts.Node, place: CodePlace): Placed | undefined {
  const found = definitionOf(expression, place);
  if (found === undefined) return undefined;
  const node = bare(found.node);
  if (ts.isCallExpression(node) && memberName(node.expression) === 'freeze') {
    const [first] = node.arguments;
    return first && literalOf(first, found.place);
  }
  return ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)
    ? { node, place: found.place }
    : undefined;
}

function ofEnum(
  expression: ts.Expression,
  name: string,
  place: CodePlace,
): number | string | undefined {
  const binding = bindingOf(expression, place.script);
  if (binding?.kind === 'declared' && ts.isEnumDeclaration(binding.node)) {
    return memberOfEnum(binding.node, name, place);
  }
  if (binding?.kind !== 'import') return undefined;
  // The enums of Plaid's own SDK: `WebhookType.InvestmentsTransactions`.
  if (binding.module === 'plaid') return upperCase(name);
  const file = place.project.resolveImport(place.file.path, binding.module);
  const found = file && enumIn(file, binding.name, place, LONGEST_CHAIN);
  return found && memberOfEnum(found.node, name, found.place);
}

/** Longer chains of re-exports than anybody writes. */
const LONGEST_CHAIN = 4;

function enumIn(
  file: ScannedFile,
  name: string,
  { project }: CodePlace,
  left: number,
): Placed<ts.EnumDeclaration> | undefined {
  for (const script of left === 0 ? [] : file.scripts) {
    const place: CodePlace = { file, script, project };
    for (const statement of script.source.statements) {
      if (ts.isEnumDeclaration(statement) && statement.name.text === name) {
        return { node: statement, place };
      }
      const from = ts.isExportDeclaration(statement) ? statement.moduleSpecifier : undefined;
      if (from === undefined || !ts.isStringLiteral(from)) continue;
      const next = project.resolveImport(file.path, from.text);
      const found = next && enumIn(next, name, place, left - 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function memberOfEnum(
  { members }: ts.EnumDeclaration,
  name: string,
  place: CodePlace,
): number | string | undefined {
  let next: number | undefined = 0;
  for (const member of members) {
    const { initializer } = member;
    const value: number | string | undefined =
      initializer === undefined ? next : codeValue(initializer, place);
    const key = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
    if (key === name) return value;
    next = typeof value === 'number' ? value + 1 : undefined;
  }
  return undefined;
}

function upperCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

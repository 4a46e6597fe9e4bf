import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import type { SdkNames } from './sdk-names.ts';

/** Request fields whose values are enums in the types of the current SDK, which were plain text. */
const enums: ReadonlyMap<string, string> = new Map([
  ['products', 'Products'],
  ['initial_products', 'Products'],
  ['country_codes', 'CountryCode'],
  ['processor', 'ProcessorTokenCreateRequestProcessorEnum'],
  ['webhook_code', 'SandboxItemFireWebhookRequestWebhookCodeEnum'],
  ['verification_status', 'SandboxItemSetVerificationStatusRequestVerificationStatusEnum'],
]);

/** The edits that give a field of a request the enum its type asks for. */
export function enumEdits(
  field: string,
  value: ts.Expression,
  names: SdkNames,
  place: CodePlace,
): TextEdit[] {
  if (field === 'institution_id') return neverNull(value);
  const name = enums.get(field);
  if (name === undefined) return [];
  const { source } = place.script;
  const node = bare(value);
  if (ts.isStringLiteralLike(node)) return [member(node, names.write(name), source)];
  const isList = field.endsWith('s');
  if (isList && ts.isArrayLiteralExpression(node)) {
    const texts = node.elements.filter(ts.isStringLiteralLike);
    if (texts.length === node.elements.length) {
      const local = names.write(name);
      return texts.map((each) => member(each, local, source));
    }
  }
  if (value !== node) return [];
  const isShort =
    ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node);
  const start = value.getStart(source);
  const type = names.write(name) + (isList ? '[]' : '');
  if (isShort) return [{ start: value.end, end: value.end, text: ` as ${type}` }];
  return [
    { start, end: start, text: '(' },
    { start: value.end, end: value.end, text: `) as ${type}` },
  ];
}

/** Of an Item, it may be null in the current types; that it is not, the old ones took for granted. */
function neverNull(value: ts.Expression): TextEdit[] {
  const isOfItem =
    ts.isPropertyAccessExpression(value) && /^institution_?id$/i.test(value.name.text);
  return isOfItem && value.questionDotToken === undefined
    ? [{ start: value.end, end: value.end, text: '!' }]
    : [];
}

/** The same for the fields of a whole request, such as that of `createLinkToken`. */
export function requestEnumEdits(
  request: ts.Expression,
  names: SdkNames,
  place: CodePlace,
): TextEdit[] {
  const found = definitionOf(request, place);
  if (found === undefined || found.place.file !== place.file) return [];
  if (!ts.isObjectLiteralExpression(found.node)) return [];
  return found.node.properties.flatMap((property) => {
    const name = property.name?.getText() ?? '';
    if (ts.isPropertyAssignment(property)) {
      return enumEdits(name, property.initializer, names, place);
    }
    if (!ts.isShorthandPropertyAssignment(property) || !enums.has(name)) return [];
    const type = `${names.write(enums.get(name) ?? '')}${name.endsWith('s') ? '[]' : ''}`;
    return [{ start: property.end, end: property.end, text: `: ${name} as ${type}` }];
  });
}

/** `'payment_initiation'` is `Products.PaymentInitiation`. */
function member(node: ts.StringLiteralLike, name: string, source: ts.SourceFile): TextEdit {
  const words = node.text.toLowerCase().split(/[_-]/);
  const text = words.map((each) => each.charAt(0).toUpperCase() + each.slice(1)).join('');
  return { start: node.getStart(source), end: node.end, text: `${name}.${text}` };
}

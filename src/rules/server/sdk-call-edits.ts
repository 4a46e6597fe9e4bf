import type { ts } from 'ts-morph';
import { functionWord, type FileStyle } from '../../scan/file-style.ts';
import type { SdkMethod } from '../../plaid/sdk-methods.ts';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { staticValue } from '../../scan/static-value.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { answerEdits } from './sdk-answer-edits.ts';
import type { RequestField, SdkArguments } from './sdk-arguments.ts';
import { requestEdits } from './sdk-request-edits.ts';

/** A call as the current client wants it. */
export interface RaisedCall {
  readonly current: string;
  readonly edits: readonly TextEdit[];
  /** What a person has to look at. */
  readonly open: string | undefined;
}

/** What the call stands among. */
export interface CallNames {
  /** The function that hands answers to callbacks. */
  readonly answer: string;
  /** The countries that were meant when none were given. */
  readonly countries: string;
  readonly place: CodePlace;
  readonly style: FileStyle;
}

/** The edits that turn a call of an old client into one of the current. */
export function raisedCall(
  call: ts.CallExpression,
  name: ts.MemberName,
  method: SdkMethod,
  given: Exclude<SdkArguments, { kind: 'unclear' }>,
  { answer, countries, place, style }: CallNames,
): RaisedCall {
  const { callback } = given;
  const use = callback === undefined ? answerEdits(call, place, style) : { edits: [], behind: '' };
  const pdf = method.name === 'getAssetReportPdf' ? pdfParts(style) : { rest: '', behind: '' };
  const fields = given.kind === 'fields' ? given.fields : [];
  const special =
    method.name === 'createProcessorToken'
      ? processorToken(fields, place)
      : { current: method.current ?? method.name, fields, open: undefined };
  const { source } = place.script;
  const shape = { callback, answer, countries, rest: pdf.rest, behind: pdf.behind + use.behind };
  const changed =
    given.kind === 'request' && given.request !== undefined
      ? withRequest(call, given.request, shape, place)
      : requestEdits(call, { ...shape, fields: special.fields }, place, style);
  const start = call.getStart(source);
  const opening = changed.opening === '' ? [] : [{ start, end: start, text: changed.opening }];
  const renamed =
    name.text === special.current
      ? []
      : [{ start: name.getStart(source), end: name.end, text: special.current }];
  return {
    current: special.current,
    edits: [...opening, ...renamed, ...untyped(call, place), ...changed.edits, ...use.edits],
    open: special.open,
  };
}

/** `getInstitutionById<InstitutionWithStatus>(…)`: no method of the current client takes a type. */
function untyped(
  { typeArguments, expression }: ts.CallExpression,
  { script }: CodePlace,
): readonly TextEdit[] {
  if (typeArguments === undefined) return [];
  const end = script.source.text.indexOf('>', typeArguments.end) + 1;
  return [{ start: expression.end, end, text: '' }];
}

/** `createLinkToken(options, callback)`: the request stays as it is. */
function withRequest(
  call: ts.CallExpression,
  request: ts.Expression,
  shape: { callback: ts.Expression | undefined; answer: string; behind: string },
  place: CodePlace,
): { readonly edits: readonly TextEdit[]; readonly opening: string } {
  if (shape.callback === undefined) {
    const edits =
      shape.behind === '' ? [] : [{ start: call.end, end: call.end, text: shape.behind }];
    return { edits, opening: '' };
  }
  const end = shape.callback.getStart(place.script.source);
  const between = place.script.source.text.slice(request.end, end);
  return {
    edits: [{ start: request.end, end, text: `)${shape.behind}${between}` }],
    opening: `${shape.answer}(`,
  };
}

/** The PDF is the data itself today, and comes as text unless asked for otherwise. */
function pdfParts(style: FileStyle): { rest: string; behind: string } {
  const { quote, syntax, semicolons } = style;
  const rest = `, { responseType: ${quote}arraybuffer${quote} }`;
  if (syntax === 'modern') {
    return { rest, behind: '.then((response) => ({ data: { buffer: response.data } }))' };
  }
  const end = semicolons ? ';' : '';
  return {
    rest,
    behind: `.then(${functionWord(style)}(response) { return { data: { buffer: response.data } }${end} })`,
  };
}

/** Two processors had routes of their own behind one method. */
function processorToken(
  fields: readonly RequestField[],
  place: CodePlace,
): { current: string; fields: readonly RequestField[]; open: string | undefined } {
  const processor = fields.find((each) => each.name === 'processor');
  const known =
    processor !== undefined && 'value' in processor
      ? staticValue(bare(processor.value), place)
      : undefined;
  const others = fields.filter((each) => each !== processor);
  const name = known?.kind === 'literal' ? known.value : undefined;
  if (name === 'stripe') {
    return { current: 'processorStripeBankAccountTokenCreate', fields: others, open: undefined };
  }
  if (name === 'apex') {
    return { current: 'processorApexProcessorTokenCreate', fields: others, open: undefined };
  }
  const open =
    typeof name === 'string'
      ? undefined
      : 'for the processors stripe and apex, call their own methods: processorStripeBankAccountTokenCreate, processorApexProcessorTokenCreate';
  return { current: 'processorTokenCreate', fields, open };
}

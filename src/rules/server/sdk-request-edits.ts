import { ts } from 'ts-morph';
import type { FileStyle } from '../../scan/file-style.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import { commentsBetween } from '../edits/comments-between.ts';
import { sdkMethodOf, type RequestField } from './sdk-arguments.ts';

/** What stands in the parentheses of a call once its arguments are fields of one object. */
export interface RequestEdits {
  readonly edits: readonly TextEdit[];
  /** What is put before the call where a callback takes the answer. */
  readonly opening: string;
}

/** How a call becomes one with a request. */
export interface RequestShape {
  readonly fields: readonly RequestField[];
  readonly callback: ts.Expression | undefined;
  /** The function that hands answers to callbacks. */
  readonly answer: string;
  /** The countries that were meant when none were given. */
  readonly countries: string;
  /** Behind the request: `, { responseType: 'arraybuffer' }` */
  readonly rest: string;
  /** Behind the call, before the callback. */
  readonly behind: string;
}

/**
 * The edits that make the arguments of a call the fields of an object. Only what stands between them
 * changes, so that other edits inside of them can be made, too.
 */
export function requestEdits(
  call: ts.CallExpression,
  shape: RequestShape,
  place: CodePlace,
  style: FileStyle,
): RequestEdits {
  const layout = layoutOf(call, shape, place, style);
  const { text } = place.script.source;
  const { callback } = shape;
  const edits: TextEdit[] = [];
  const open = openingParenthesis(call, place);
  const close = call.end - 1;
  let position = open;
  let written = '(';
  const flush = (end: number, tail: string): void => {
    edits.push({ start: position, end, text: written + tail });
    written = '';
  };
  for (const [index, field] of shape.fields.entries()) {
    const isFirst = index === 0;
    const { space } = layout;
    const next = shape.fields
      .slice(index)
      .flatMap((each) => ('value' in each ? [each.value] : []))
      .concat(callback ?? [])[0];
    const start = next?.getStart(place.script.source) ?? close;
    const { behind, above } = commentsBetween(text.slice(position, start), isFirst);
    // What stands behind an argument stays behind it.
    const tail = written.startsWith(',') ? [] : behind.map((each) => ` ${each}`);
    written += (isFirst ? '{' : ',') + tail.join('') + space;
    if ('text' in field) {
      written += `${field.name}: ${shape.countries}`;
      continue;
    }
    const { value } = field;
    written += above.map((each) => each + space).join('');
    written += fieldName(field.name, value, style, place);
    flush(start, '');
    edits.push(...shifted(value, style.indent, layout.shifts(value), place));
    position = value.end;
  }
  const start = callback?.getStart(place.script.source) ?? close;
  const first = call.arguments[0]?.getStart(place.script.source) ?? close;
  const request = shape.fields.length === 0 ? emptyRequest(text.slice(open, first), layout) : '';
  if (callback === undefined) {
    const { behind, above } = commentsBetween(text.slice(position, close), false);
    const comments = [
      ...(written.startsWith(',') ? [] : behind.map((each) => ` ${each}`)),
      ...above.map((each) => layout.space + each),
    ];
    const end = request === '' ? layout.comma + comments.join('') + layout.end : request;
    flush(call.end, `${end}${shape.rest})${shape.behind}`);
    return { edits, opening: '' };
  }
  const end = request === '' ? layout.comma + layout.end : request;
  const ending = `${end}${shape.rest})${shape.behind}`;
  const last = call.arguments[call.arguments.indexOf(callback) - 1];
  const separator = last === undefined ? `,${layout.gap}` : text.slice(last.end, start);
  // A comment here is about an argument that goes.
  edits.push(...inPlaceOf({ start: position, end: start, text: written + ending + separator }));
  return { edits, opening: `${shape.answer}(${layout.opening}` };
}

/** Without fields, with the comments that stood between the parentheses. */
function emptyRequest(between: string, { space, end }: Layout): string {
  const { above } = commentsBetween(between, true);
  return above.length === 0 ? '{}' : `{${above.map((each) => space + each).join('')}${end}`;
}

/** Where line breaks go. */
interface Layout {
  /** Before a field. */
  readonly space: string;
  /** Behind the last field, and the brace. */
  readonly comma: string;
  readonly end: string;
  /** Behind `answer(`. */
  readonly opening: string;
  /** Before a callback that was the only argument. */
  readonly gap: string;
  /** Whether the further lines of a value move in by a step. */
  readonly shifts: (value: ts.Expression) => boolean;
}

function layoutOf(
  call: ts.CallExpression,
  shape: RequestShape,
  place: CodePlace,
  style: FileStyle,
): Layout {
  const { source } = place.script;
  const { text } = source;
  const open = openingParenthesis(call, place);
  const [first] = call.arguments;
  const isBroken = first !== undefined && /\n/.test(text.slice(open, first.getStart(source)));
  const base = lineIndent(text, open);
  const step = style.indent;
  const outside = shape.callback !== undefined && isBroken ? `${base}${step}` : base;
  const opening = shape.callback !== undefined && isBroken ? `\n${outside}` : '';
  const gap = shape.callback !== undefined && isBroken ? `\n${outside}` : ' ';
  const until = shape.fields.length === 0 ? first?.getStart(source) : shape.callback?.pos;
  const hasComment = /\/[/*]/.test(
    text.slice(open, until ?? call.end).replaceAll(/(['"`]).*?\1/g, ''),
  );
  const line = shape.fields
    .map((field) =>
      'text' in field
        ? `${field.name}: ${shape.countries}`
        : fieldName(field.name, field.value, style, place) + field.value.getText(source),
    )
    .join(', ');
  const column = open - (text.lastIndexOf('\n', open) + 1);
  const width = column + line.length + (opening === '' ? 8 : step.length);
  const before = text.slice(text.lastIndexOf('\n', open) + 1).split(/\r?\n/, 1)[0]?.length ?? 0;
  const isShort = width <= Math.max(widthOf(text), before) || isArgument(call);
  if (isShort && !line.includes('\n') && !hasComment) {
    return { opening, gap, space: ' ', comma: '', end: ' }', shifts: () => false };
  }
  const inner = `\n${outside}${step}`;
  return {
    opening,
    gap,
    space: inner,
    comma: style.trailingComma || call.arguments.hasTrailingComma ? ',' : '',
    end: `\n${outside}}`,
    shifts: (value) =>
      lineIndent(text, value.getStart(source)).length < outside.length + step.length,
  };
}

/** Whether a call stands in an argument of another, whose lines break first. */
function isArgument(call: ts.CallExpression): boolean {
  const outer = ts.findAncestor(
    call.parent,
    (each) => ts.isFunctionLike(each) || ts.isStatement(each) || isMethodCall(each),
  );
  return outer !== undefined && isMethodCall(outer) && outer.expression.end < call.pos;
}

function isMethodCall(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    sdkMethodOf(node.expression.name.text) !== undefined
  );
}

function widthOf(text: string): number {
  const longest = Math.max(...text.split(/\r?\n/).map((line) => line.length));
  return Math.min(100, Math.max(80, longest));
}

function openingParenthesis(call: ts.CallExpression, place: CodePlace): number {
  return place.script.source.text.lastIndexOf('(', call.arguments.pos - 1);
}

function fieldName(name: string, value: ts.Expression, style: FileStyle, place: CodePlace): string {
  const isSame = ts.isIdentifier(value) && value.getText(place.script.source) === name;
  return isSame && style.syntax === 'modern' ? '' : `${name}: `;
}

/** Moves the further lines of a value in by a step; text in templates stays where it is. */
function shifted(
  value: ts.Expression,
  step: string,
  isShifted: boolean,
  place: CodePlace,
): TextEdit[] {
  const { source } = place.script;
  const start = value.getStart(source);
  if (!isShifted || /`[^`]*\n/.test(value.getText(source))) return [];
  const edits: TextEdit[] = [];
  for (let at = source.text.indexOf('\n', start); at !== -1 && at < value.end;) {
    const isBlank = /^[ \t]*\r?$/.test(source.text.slice(at + 1).split('\n', 1)[0] ?? '');
    if (!isBlank) edits.push({ start: at + 1, end: at + 1, text: step });
    at = source.text.indexOf('\n', at + 1);
  }
  return edits;
}

/** The indentation of the line that holds a position. */
export function lineIndent(text: string, position: number): string {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

import type { ts } from 'ts-morph';
import type { TextEdit } from '../../scan/text-edit.ts';
import { commentsBetween } from '../edits/comments-between.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import type { OldTokenCall } from './public-token-call.ts';
import type { AroundArgument } from './public-token-request.ts';

/** The edits of a call with a request in place of its argument. */
export function requestAround(
  { call, place, argument, callback, method }: OldTokenCall,
  name: ts.MemberName,
  { before, behind }: AroundArgument,
  then: string,
): readonly TextEdit[] {
  const { source } = place.script;
  const start = name.getStart(source);
  const first = argument.getStart(source);
  // Only older clients take a callback.
  const isInside = callback !== undefined && method !== 'linkTokenCreate';
  const end = callback === undefined ? call.end : callback.getStart(source);
  const comments = [
    source.text.slice(name.end, first),
    source.text.slice(argument.end, end),
  ].flatMap((between) => commentsBetween(between, true).above);
  const tail = behind + (isInside ? '' : `)${then}`) + (callback === undefined ? '' : ', ');
  return [
    ...inPlaceOf({ start, end: first, text: `${method}(${aboveLast(before, comments)}` }),
    ...inPlaceOf({ start: argument.end, end, text: tail }),
  ];
}

/** The lines of a request with comments above the last, which the argument stands on. */
function aboveLast(lines: string, comments: readonly string[]): string {
  return lines.replace(/\n[ \t]*(?=[^\n]*$)/, (line) =>
    [...comments, ''].map((each) => line + each).join(''),
  );
}

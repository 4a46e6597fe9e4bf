import { ts } from 'ts-morph';
import type { FileStyle } from '../../scan/file-style.ts';
import type { SdkMethod } from '../../plaid/sdk-methods.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import type { FileEdit, Site } from '../rule.ts';
import { turnedCall, undecidedSite, type OldTokenCall } from './public-token-call.ts';
import { requestAround } from './request-around.ts';
import { answerEdits } from './sdk-answer-edits.ts';
import type { SdkArguments } from './sdk-arguments.ts';

/** A call of an old client that made a token for Link, as it is in the current client. */
export interface RaisedTokenCall {
  /** Undefined: it is raised like any other call. */
  readonly turned:
    | {
        readonly message: string;
        readonly edits: readonly TextEdit[];
        /** Edits of other files. */
        readonly elsewhere: readonly FileEdit[];
        readonly open: string | undefined;
      }
    | undefined;
  /** What is said or changed besides. */
  readonly beside: readonly Site[];
}

/** Where the call stands. */
export interface RaisedTokenContext {
  readonly place: CodePlace;
  readonly style: FileStyle;
  readonly nameOf: (name: string) => string;
  /** The function that hands answers to callbacks. */
  readonly answer: string;
  /** Sites with this word are made together. */
  readonly together: string;
}

/** Undefined for every other method, and for a token that goes nowhere. */
export function raisedTokenCall(
  call: ts.CallExpression,
  method: SdkMethod,
  given: SdkArguments,
  { place, style, nameOf, answer, together }: RaisedTokenContext,
): RaisedTokenCall | undefined {
  if (!/^create(Public|Payment)Token$/.test(method.name) || given.kind !== 'fields')
    return undefined;
  const [field] = given.fields;
  if (field === undefined || !('value' in field)) return undefined;
  if (!ts.isPropertyAccessExpression(call.expression)) return undefined;
  const { callback } = given;
  const old: OldTokenCall = {
    call,
    place,
    argument: field.value,
    callback,
    purpose: method.name === 'createPublicToken' ? 'update' : 'payment',
    keys: [],
    method: 'linkTokenCreate',
    style,
    nameOf,
  };
  const turned = turnedCall(old);
  if (turned === undefined) return undefined;
  const { message, open, renamed, needsRenamed, request } = turned;
  if (request === undefined) {
    return { turned: undefined, beside: [undecidedSite(old, message, open ?? '')] };
  }
  const use = callback === undefined ? answerEdits(call, place, style) : { edits: [], behind: '' };
  const start = call.getStart(place.script.source);
  const isHere = ({ path }: FileEdit): boolean => path === place.file.path;
  const edits = [
    ...(callback === undefined ? [] : [{ start, end: start, text: `${answer}(` }]),
    ...requestAround(old, call.expression.name, request, use.behind),
    ...use.edits,
    ...turned.edits.filter(isHere),
  ];
  const elsewhere = turned.edits.filter((each) => !isHere(each));
  const beside =
    renamed === undefined
      ? []
      : [needsRenamed ? { ...renamed, together } : { ...renamed, after: together }];
  return { turned: { message, edits, elsewhere, open }, beside };
}

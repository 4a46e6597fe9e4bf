import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { insertionPoint } from '../edits/insertion-point.ts';
import type { FileEdit } from '../rule.ts';
import type { GeneratedCode } from '../../generate/generated-code.ts';
import { PUBLIC_TOKEN_ROUTE } from './public-token-call.ts';
import { raisedTokenCall } from './public-token-raise.ts';
import { sdkArguments, sdkMethodOf } from './sdk-arguments.ts';
import { raisedCall } from './sdk-call-edits.ts';
import { enumEdits, requestEnumEdits } from './sdk-enums.ts';
import { callbackChecks } from './sdk-error-check.ts';
import { errorEdits, isStatusRead } from './sdk-error-edits.ts';
import { errorStyle, type ErrorStyle } from './sdk-error-style.ts';
import { errorHandlers, type ErrorHandler } from './sdk-errors.ts';
import { CALL, rangeOf, togetherOf, type Found } from './sdk-found.ts';
import type { SdkNames } from './sdk-names.ts';
import type { ClientUse, SdkUnit } from './sdk-unit.ts';

/** What the calls of a script share. */
export interface CallContext {
  readonly names: SdkNames;
  readonly style: ErrorStyle;
  readonly answer: string;
  /** Where the errors are whose handlers were looked at, in all scripts of the package. */
  readonly handled: Set<string>;
}

/** What becomes of a use of a client's method. */
export function callOf(use: ClientUse, unit: SdkUnit, context: CallContext): Found {
  const { place, member, call, name } = use;
  const { source } = place.script;
  const range = rangeOf(call ?? member, source);
  const found = name === undefined ? undefined : sdkMethodOf(name);
  if (found === undefined || call === undefined || !ts.isPropertyAccessExpression(member)) {
    const what = name ?? 'A method that is chosen when the code runs';
    return {
      rule: CALL,
      range,
      message: `${what} is one of an older SDK, and is not called by its name here.`,
      edits: [],
      open: 'call the method of the current SDK, which takes one request and answers with { data }',
    };
  }
  const { method } = found;
  if (method.current === undefined) {
    const note = (method.note ?? '').replace(/\.$/, '');
    return {
      rule: CALL,
      range,
      message: `Nothing replaces ${method.name} in the current SDK.`,
      edits: [],
      open: `${method.name} is gone. ${note}`,
    };
  }
  const given = sdkArguments(call, method, unit.major, place);
  if (given.kind === 'unclear') {
    return {
      rule: CALL,
      range,
      message: `${method.name} is ${method.current} today; which of its arguments is what cannot be told.`,
      edits: [],
      open: `call ${method.current} with one request: { ${method.parameters.map(({ field }) => field).join(', ')} }`,
    };
  }
  const token = raisedTokenCall(call, method, given, {
    place,
    style: context.style,
    nameOf: (wanted) => context.names.write(wanted),
    answer: context.answer,
    together: togetherOf(unit),
  });
  const raised = raisedCall(call, member.name, method, given, {
    answer: context.answer,
    countries: countriesOf(given, context),
    place,
    style: context.style,
  });
  const typed = context.style.typescript ? typedEdits(given, context.names, place) : [];
  const errors = given.callback === undefined ? handlersOf(call, place, context, unit.major) : none;
  const leak = errors.leaked
    ? ' Errors hold the secret of the request now, so only what Plaid answered goes on.'
    : '';
  return {
    rule: token?.turned === undefined ? CALL : PUBLIC_TOKEN_ROUTE,
    range,
    message: `${token?.turned?.message ?? raisedMessage(name ?? '', raised.current)}${leak}`,
    edits: [
      ...(token?.turned?.edits ?? [...raised.edits, ...typed]),
      ...errors.edits,
      ...checksIn(given.callback, place, context),
    ],
    open: token?.turned === undefined ? raised.open : token.turned.open,
    elsewhere: [...(token?.turned?.elsewhere ?? []), ...errors.elsewhere],
    ...(token === undefined ? {} : { beside: token.beside }),
    ...(given.callback === undefined ? {} : { generates: answerCode(call, place, context) }),
  };
}

function raisedMessage(name: string, current: string): string {
  return name === current
    ? `${name} takes one request in the current SDK, and answers with { data }.`
    : `${name} is ${current} in the current SDK.`;
}

const none: Handled = { edits: [], elsewhere: [], leaked: false };

function countriesOf(
  given: Exclude<ReturnType<typeof sdkArguments>, { kind: 'unclear' }>,
  { names, style }: CallContext,
): string {
  const isNeeded = given.kind === 'fields' && given.fields.some((field) => 'text' in field);
  if (!isNeeded || !style.typescript) return `[${style.quote}US${style.quote}]`;
  return `[${names.write('CountryCode')}.Us]`;
}

function typedEdits(
  given: Exclude<ReturnType<typeof sdkArguments>, { kind: 'unclear' }>,
  names: SdkNames,
  place: CodePlace,
): TextEdit[] {
  if (given.kind === 'request') {
    return given.request === undefined ? [] : requestEnumEdits(given.request, names, place);
  }
  return given.fields.flatMap((field) =>
    'value' in field ? enumEdits(field.name, field.value, names, place) : [],
  );
}

/** What becomes of the code that handles the errors of a call. */
interface Handled {
  readonly edits: readonly TextEdit[];
  /** The same of other files. */
  readonly elsewhere: readonly FileEdit[];
  readonly leaked: boolean;
}

function handlersOf(
  call: ts.CallExpression,
  place: CodePlace,
  { handled, style }: CallContext,
  major: number,
): Handled {
  const edits: TextEdit[] = [];
  const elsewhere: FileEdit[] = [];
  let leaked = false;
  for (const handler of errorHandlers(call, place)) {
    const { node, path } = keyOf(handler);
    const key = `${path} ${String(node.pos)}`;
    if (handled.has(key)) continue;
    handled.add(key);
    const isHere = path === place.file.path;
    const own = errorEdits(
      handler,
      handler.place,
      isHere ? style : errorStyle(handler.place, major),
    );
    if (isHere) edits.push(...own.edits);
    else elsewhere.push(...own.edits.map((edit) => ({ path, ...edit })));
    leaked ||= own.leaked;
  }
  return { edits, elsewhere, leaked };
}

/** What a callback asks of its error; calls may share one. */
function checksIn(
  callback: ts.Expression | undefined,
  place: CodePlace,
  { handled }: CallContext,
): readonly TextEdit[] {
  return callbackChecks(callback, place).filter(({ start }) => {
    const key = `${place.file.path} check ${String(start)}`;
    const isNew = !handled.has(key);
    handled.add(key);
    return isNew;
  });
}

function keyOf(handler: ErrorHandler): { readonly node: ts.Node; readonly path: string } {
  const node = handler.kind === 'named' ? handler.name : handler.callee;
  return { node, path: handler.place.file.path };
}

/** What can be done with an error, and not with the body of one. */
const READS_ERRORS = /\.(?:message|stack)\b|\bthrow\b|instanceof Error\b|\b(?:next|reject)\(/;

function answerCode(
  call: ts.CallExpression,
  place: CodePlace,
  { answer: name, style }: CallContext,
): readonly GeneratedCode[] {
  const { source } = place.script;
  const at = insertionPoint(call, source, place) ?? source.getStart();
  const statusCode = isStatusRead(place.project);
  const isError = style.messageIsCode && READS_ERRORS.test(source.text);
  return [{ kind: 'sdk-answer', name, at, scope: source.pos, statusCode, isError }];
}

import { ts } from 'ts-morph';
import type { FileStyle } from '../../scan/file-style.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { isPromisifyAll } from './sdk-clients.ts';
import { raisedOptions } from './sdk-client-options.ts';
import type { ClientArguments } from './sdk-constructor.ts';
import { lineIndent } from './sdk-request-edits.ts';

/** What the file calls the classes of the current SDK. */
export interface ClientNames {
  readonly client: string;
  readonly configuration: string;
}

/** A client of the current SDK in place of an old one. */
export interface RaisedClient {
  readonly edits: readonly TextEdit[];
  /** What the new one has no use for. */
  readonly gone: readonly ts.Node[];
  readonly version: string | undefined;
  readonly open: string | undefined;
}

/**
 * The edits for `new PlaidApi(new Configuration({ … }))`. `inner` is the new text of a part of the old
 * constructor; comments stay with the argument they stood beside.
 */
export function raisedClient(
  node: ts.NewExpression,
  given: ClientArguments,
  names: ClientNames,
  inner: (part: ts.Node) => string,
  place: CodePlace,
  style: FileStyle,
): RaisedClient {
  const { source } = place.script;
  const { text } = source;
  const start = node.getStart(source);
  const base = lineIndent(text, wrapperOf(node).getStart(source));
  const comma = style.trailingComma || node.arguments?.hasTrailingComma === true ? ',' : '';
  const at = (depth: number): string => `\n${base}${style.indent.repeat(depth)}`;
  const options = raisedOptions(given.options, place, inner);
  const comments = [
    ...argumentComments(node, place),
    ...(options.literal === undefined
      ? []
      : commentsAmong(options.literal.properties, options.literal, place)),
  ];
  const commentsOn = (about: ts.Node): string[] =>
    comments.filter((each) => each.about === about).map((each) => text.slice(each.start, each.end));
  const field = (depth: number, name: string, value: ts.Expression): string => {
    const lines = [...commentsOn(value), `${name}: ${inner(value)}`];
    return lines.map((line) => at(depth) + line).join('');
  };
  const quoted = (name: string): string => `${style.quote}${name}${style.quote}`;
  const list = (items: readonly string[], depth: number): string =>
    `{${items.join(',')}${comma}${at(depth)}}`;
  const headers = [
    field(3, quoted('PLAID-CLIENT-ID'), given.clientId),
    field(3, quoted('PLAID-SECRET'), given.secret),
    ...options.headers.map(([name, value]) => `${at(3)}${quoted(name)}: ${value}`),
  ];
  const baseOptions = [
    `${at(2)}headers: ${list(headers, 2)}`,
    ...options.others.map((each) =>
      [...commentsOn(each.node), each.text].map((line) => at(2) + line).join(''),
    ),
  ];
  const fields = [field(1, 'basePath', given.env), `${at(1)}baseOptions: ${list(baseOptions, 1)}`];
  const made = `new ${names.client}(new ${names.configuration}(${list(fields, 0)}))`;
  // What is said of arguments that go goes with them.
  const old = text.slice(start, node.end);
  const lost = [...old.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g)].find(
    ([comment]) => made.split(comment).length < old.split(comment).length,
  );
  const split = lost === undefined ? node.end : start + lost.index;
  const edits: TextEdit[] = [{ start, end: split, text: made }];
  if (split < node.end) edits.push({ start: split, end: node.end, text: '' });
  return {
    edits,
    gone: [given.publicKey, ...options.gone].flatMap((each) => each ?? []),
    version: options.version,
    open: options.open,
  };
}

/** What stands where the new client will: a call of promisifyAll goes. */
function wrapperOf(node: ts.Node): ts.Node {
  const { parent } = node;
  return ts.isCallExpression(parent) && isPromisifyAll(parent) ? parent : node;
}

/** A comment, and what it is about: what stands before it on its line, else what comes next. */
interface Comment extends Range {
  readonly about: ts.Node | undefined;
}

/** The comments among the arguments of a client. */
function argumentComments(node: ts.NewExpression, place: CodePlace): readonly Comment[] {
  const given = node.arguments ?? [];
  const [only] = given;
  if (only === undefined || given.length > 1 || !ts.isObjectLiteralExpression(only)) {
    return commentsAmong(given, node, place);
  }
  return commentsAmong(only.properties, only, place).map(({ start, end, about }) => ({
    start,
    end,
    about: about === undefined ? undefined : valueOf(about),
  }));
}

function valueOf(property: ts.Node): ts.Node {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : property;
}

function commentsAmong(
  items: readonly ts.Node[],
  whole: ts.Node,
  place: CodePlace,
): readonly Comment[] {
  const { source } = place.script;
  const found: Comment[] = [];
  const add = (from: number, to: number, last: ts.Node | undefined, next: ts.Node | undefined) => {
    const between = source.text.slice(from, to);
    for (const { index, 0: comment } of between.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g)) {
      const isBehind = last !== undefined && !between.slice(0, index).includes('\n');
      const start = from + index;
      found.push({ start, end: start + comment.length, about: isBehind ? last : (next ?? last) });
    }
  };
  let position = ts.isNewExpression(whole) ? whole.expression.end : whole.getStart(source) + 1;
  let last: ts.Node | undefined;
  for (const item of items) {
    add(position, item.getStart(source), last, item);
    position = item.end;
    last = item;
  }
  add(position, whole.end - 1, last, undefined);
  return found;
}

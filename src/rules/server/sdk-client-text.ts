import { ts } from 'ts-morph';
import type { FileStyle } from '../../codemod/generate/file-style.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
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
  const base = lineIndent(text, start);
  const comma = style.trailingComma || node.arguments?.hasTrailingComma === true ? ',' : '';
  const at = (depth: number): string => `\n${base}${style.indent.repeat(depth)}`;
  const options = raisedOptions(given.options, place, inner);
  const kept = [given.clientId, given.secret, given.env];
  const comments = argumentComments(node, place);
  const field = (depth: number, name: string, value: ts.Expression): string => {
    const own = comments.filter((each) => each.about === value);
    return [...own.map((each) => text.slice(each.start, each.end)), `${name}: ${inner(value)}`]
      .map((line) => at(depth) + line)
      .join('');
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
    ...options.others.map((each) => at(2) + each),
  ];
  const fields = [field(1, 'basePath', given.env), `${at(1)}baseOptions: ${list(baseOptions, 1)}`];
  const made = `new ${names.client}(new ${names.configuration}(${list(fields, 0)}))`;
  // What is said of arguments that go goes with them.
  const lost = comments.find(({ about }) => !kept.some((each) => each === about));
  const split = lost === undefined ? node.end : lost.start;
  const edits: TextEdit[] = [{ start, end: split, text: made }];
  if (split < node.end) edits.push({ start: split, end: node.end, text: '' });
  return {
    edits,
    gone: [given.publicKey, ...options.gone].flatMap((each) => each ?? []),
    version: options.version,
    open: options.open,
  };
}

/** The comments among the arguments, and the argument each is about. */
function argumentComments(
  node: ts.NewExpression,
  place: CodePlace,
): readonly (Range & { readonly about: ts.Node | undefined })[] {
  const { source } = place.script;
  const [only] = node.arguments ?? [];
  const literal = node.arguments?.length === 1 && only !== undefined ? only : undefined;
  const items: readonly ts.Node[] =
    literal !== undefined && ts.isObjectLiteralExpression(literal)
      ? literal.properties
      : [...(node.arguments ?? [])];
  const valueOf = (item: ts.Node | undefined): ts.Node | undefined => {
    if (item === undefined) return undefined;
    if (ts.isPropertyAssignment(item)) return item.initializer;
    return ts.isShorthandPropertyAssignment(item) ? item.name : item;
  };
  const found: (Range & { about: ts.Node | undefined })[] = [];
  const add = (
    from: number,
    to: number,
    before: ts.Node | undefined,
    next: ts.Node | undefined,
  ) => {
    const between = source.text.slice(from, to);
    for (const { index, 0: comment } of between.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g)) {
      const isBehind = before !== undefined && !between.slice(0, index).includes('\n');
      const about = valueOf(isBehind ? before : (next ?? before));
      found.push({ start: from + index, end: from + index + comment.length, about });
    }
  };
  let position = node.expression.end;
  let before: ts.Node | undefined;
  for (const item of items) {
    add(position, item.getStart(source), before, item);
    position = item.end;
    before = item;
  }
  add(position, node.end, before, undefined);
  return found;
}

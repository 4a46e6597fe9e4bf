import { ts } from 'ts-morph';
import { handedProp } from '../../scan/handed-props.ts';
import type { FileEdit } from '../rule.ts';
import { quotedIn } from '../exchange/url-pieces.ts';
import type { VueLinkUse } from './vue-plaid-link-use.ts';

/** Has the callbacks of the component fetch the next token: one is used up by a success, or expires. */
export function freshTokenEdits(uses: readonly VueLinkUse[], method: string): FileEdit[] {
  const edits = new Map<ts.Node, FileEdit>();
  for (const use of uses) {
    for (const callback of ['onSuccess', 'onExit'] as const) {
      const edit = freshTokenEdit(use, callback, method);
      if (edit !== undefined) edits.set(edit.body, edit.edit);
    }
  }
  return [...edits.values()];
}

function freshTokenEdit(
  use: VueLinkUse,
  callback: 'onSuccess' | 'onExit',
  method: string,
): { readonly body: ts.Node; readonly edit: FileEdit } | undefined {
  const handed = handedProp(use, callback);
  if (handed?.kind !== 'expression') return undefined;
  const { node, place } = handed.value;
  // An arrow function of an options object has no `this`.
  if (!ts.isMethodDeclaration(node) && !ts.isFunctionExpression(node)) return undefined;
  const { body, parameters } = node;
  if (body === undefined || place.script !== use.place.script) return undefined;
  const [first] = parameters;
  const { text, path } = place.file;
  const brace = body.getStart(place.script.source) + 1;
  const start = brace + (/^[ \t]*\/\/.*/.exec(text.slice(brace))?.[0].length ?? 0);
  const inner = /^[ \t]*\r?\n([ \t]*)(?=\S)/.exec(text.slice(start))?.[1];
  const isEmpty = body.statements.length === 0;
  const isInline = inner === undefined && !isEmpty;
  const semicolon = isInline || /;\s*$/m.test(text.slice(body.pos, body.end)) ? ';' : '';
  const fetch = `this.${method}()${semicolon}`;
  const error = first !== undefined && ts.isIdentifier(first.name) ? first.name.text : undefined;
  if (callback === 'onExit' && error === undefined) return undefined;
  const line =
    callback === 'onSuccess'
      ? fetch
      : `if (${error} && ${error}.error_code === ${quotedIn('INVALID_LINK_TOKEN', place)}) ${fetch}`;
  const end = isEmpty ? body.end - 1 : start;
  if (isEmpty && /\S/.test(text.slice(start, end))) return undefined;
  const lineStart = text.lastIndexOf('\n', body.pos - 1) + 1;
  const outer = /^[ \t]*/.exec(text.slice(lineStart, body.pos))?.[0] ?? '';
  const step = outer.includes('\t') ? '\t' : '  ';
  const indentation = isEmpty ? outer + step : (inner ?? `${outer}${step}`);
  const tail = isEmpty ? `\n${outer}` : '';
  const lead = isInline ? ' ' : `\n${indentation}`;
  return { body, edit: { path, start, end, text: `${lead}${line}${tail}` } };
}

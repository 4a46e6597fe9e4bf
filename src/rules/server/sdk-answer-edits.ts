import { ts } from 'ts-morph';
import { functionWord, type FileStyle } from '../../scan/file-style.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { answerUse, chainedCall, outermost } from './sdk-answer.ts';

/** How the code gets at `data` of an answer. */
export interface AnswerEdits {
  readonly edits: readonly TextEdit[];
  /** What is put right behind the call. */
  readonly behind: string;
}

/** Gives code that used the answer itself its `data`, which is what the answer was before. */
export function answerEdits(
  call: ts.CallExpression,
  place: CodePlace,
  style: FileStyle,
): AnswerEdits {
  const use = answerUse(call);
  const { source } = place.script;
  switch (use.kind) {
    case 'unused':
      return { edits: [], behind: '' };
    case 'declared':
      return around(use.name, `{ ${fieldOf(use.name, source)}`, ' }', source);
    case 'inner':
      return { edits: [{ start: use.end, end: use.end, text: '.data' }], behind: '' };
    case 'awaited':
      return around(use.node, '(', ').data', source);
    case 'handled': {
      const { parameter } = use;
      if (style.syntax === 'es5') break;
      const handler = parameter.parent;
      const isBare = ts.isArrowFunction(handler) && !/^(async\s*)?\(/.test(handler.getText(source));
      const open = `{ ${fieldOf(parameter.name, source)}`;
      return around(parameter.name, isBare ? `(${open}` : open, isBare ? ' })' : ' }', source);
    }
    case 'passed':
      break;
  }
  return { edits: [], behind: spaceBefore(call, source) + dataOf(style) };
}

/** What `data` is called is said but where it is called so already. */
function fieldOf(name: ts.Node, source: ts.SourceFile): string {
  return name.getText(source) === 'data' ? '' : 'data: ';
}

function dataOf(style: FileStyle): string {
  if (style.syntax === 'modern') return '.then((response) => response.data)';
  const end = style.semicolons ? ';' : '';
  return `.then(${functionWord(style)}(response) { return response.data${end} })`;
}

/** A chain with a line for every call gets another line. */
function spaceBefore(call: ts.CallExpression, source: ts.SourceFile): string {
  if (chainedCall(outermost(call)) === undefined) return '';
  return /^\s*(?=\.)/.exec(source.text.slice(call.end))?.[0] ?? '';
}

function around(node: ts.Node, before: string, behind: string, source: ts.SourceFile): AnswerEdits {
  const start = node.getStart(source);
  return {
    edits: [
      { start, end: start, text: before },
      { start: node.end, end: node.end, text: behind },
    ],
    behind: '',
  };
}

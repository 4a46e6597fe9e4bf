import type { Node } from 'web-tree-sitter';
import { unreachable } from '../../core/errors.ts';
import type { NativeCode } from '../../scan/native/native-code.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import type { FileEdit } from '../rule.ts';
import { indentationIn } from './native-text.ts';

/** The statements of a function from the one that needs a token to the last. */
export interface StatementsToEnd {
  readonly statements: readonly Node[];
  /** The body of the type they stand in, where one does. */
  readonly type: Node | undefined;
}

/**
 * {@link statementsToEnd} of several places, in order: code that waits for the token of one place already
 * does not wait for that of another.
 */
export function statementsOfEach(
  nodes: readonly Node[],
  code: NativeCode,
): readonly (StatementsToEnd | undefined)[] {
  const waiting: Range[] = [];
  return nodes.map((node) => {
    const at = node.startIndex;
    const own = statementsToEnd(node, code);
    const isHeld = waiting.some(({ start, end }) => start <= at && at < end);
    const [first, last] = [own?.statements[0], own?.statements.at(-1)];
    if (first !== undefined && last !== undefined)
      waiting.push({ start: first.startIndex, end: last.endIndex });
    return isHeld ? undefined : own;
  });
}

/** Within what an earlier run wrote. */
function waitsAlready(node: Node): boolean {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    const name = outer.childForFieldName('name') ?? outer.firstChild;
    const isCall = outer.type === 'call_expression' || outer.type === 'method_invocation';
    if (isCall && /^fetch(?:Plaid)?LinkToken$/.test(name?.text ?? '')) return true;
  }
  return false;
}

/**
 * The statements that can wait for a token: those of a function or closure that answers nothing, from the
 * one that holds `node` on. Undefined where waiting would change what the function does.
 */
function statementsToEnd(node: Node, code: NativeCode): StatementsToEnd | undefined {
  if (waitsAlready(node)) return undefined;
  let statement = node;
  while (statement.parent !== null && !isBlock(statement.parent, code)) {
    if (isBranch(statement)) return undefined;
    statement = statement.parent;
  }
  const block = statement.parent;
  if (block === null || !answersNothing(block, code)) return undefined;
  const all = block.namedChildren.filter((child) => child !== null && !/comment/.test(child.type));
  const statements = all.flatMap((child) =>
    child === null || child.startIndex < statement.startIndex ? [] : [child],
  );
  const first = statements[0];
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // The last expression of a closure is what it makes.
  if (last.type === 'simple_identifier' || last.equals(node)) return undefined;
  const text = code.file.text.slice(first.startIndex, last.endIndex);
  return leaves(text, code) || isBound(block, text, code)
    ? undefined
    : { statements, type: typeAround(node) };
}

/** One of several ways that code may take, without a block of its own: the others need no token. */
function isBranch({ type, parent }: Node): boolean {
  if (parent === null) return false;
  switch (parent.type) {
    case 'switch_block_statement_group':
    case 'switch_rule':
    case 'control_structure_body':
    case 'when_entry':
      return true;
    // Of Java; in Swift a condition may hold the configuration.
    case 'if_statement':
      return type === 'expression_statement';
    case 'lambda_expression':
      return true;
    default:
      return false;
  }
}

/** Statements that a closure cannot take: it neither throws nor waits, and does not change a struct. */
function isBound(block: Node, text: string, { file, language }: NativeCode): boolean {
  const owner = block.parent;
  const whole = owner?.type === 'function_body' ? owner.parent : owner;
  const end = owner?.type === 'function_body' ? owner.startIndex : block.startIndex;
  const head = file.text.slice(whole?.startIndex ?? end, end);
  switch (language) {
    case 'swift':
      return /\bmutating\b/.test(head) || throwsOrWaits(head, text, owner);
    case 'kotlin':
      return /\bsuspend\b/.test(head);
    case 'java':
      return /\bthrows\b/.test(head);
    case 'dart':
      return false;
    default:
      return unreachable(language);
  }
}

function throwsOrWaits(head: string, text: string, owner: Node | null): boolean {
  const isClosure = owner?.type === 'lambda_literal';
  const throws = (isClosure || /\b(?:re)?throws\b/.test(head)) && /\btry\b(?![?!])/.test(text);
  return throws || ((isClosure || /\basync\b/.test(head)) && /\bawait\b/.test(text));
}

function isBlock({ type }: Node, { language }: NativeCode): boolean {
  return type === (language === 'java' ? 'block' : 'statements');
}

/** A function without an answer, or a closure that is called for a click. */
function answersNothing(block: Node, { language }: NativeCode): boolean {
  const owner = block.parent;
  if (owner === null) return false;
  switch (owner.type) {
    case 'lambda_literal':
    case 'lambda_expression':
      return true;
    case 'method_declaration':
      return owner.namedChildren.some((child) => child?.type === 'void_type');
    case 'function_body': {
      const sign = language === 'swift' ? '->' : ':';
      return owner.parent?.children.every((child) => child?.type !== sign) === true;
    }
    default:
      return false;
  }
}

/** Whether the statements return: with a value, or, in a lambda of Kotlin, to what is around them. */
function leaves(text: string, { language }: NativeCode): boolean {
  if (language !== 'kotlin') return /\breturn[ \t]+[^\s;}]/.test(text);
  return [...text.matchAll(/\breturn\b(?:@(\w+))?/g)].some(
    ([, label]) => label === undefined || !new RegExp(`(?<!@)\\b${label}\\b`).test(text),
  );
}

function typeAround(node: Node): Node | undefined {
  let type = node.parent;
  while (type !== null && type.type !== 'class_body' && type.type !== 'enum_class_body') {
    type = type.parent;
  }
  return type ?? undefined;
}

/** The edit that has statements wait: they stand one level deeper, between `open` and `close`, below `above`. */
export function wrapped(
  { statements }: StatementsToEnd,
  inner: readonly TextEdit[],
  [open, close]: readonly [open: string, close: string],
  above: readonly string[],
  { file }: NativeCode,
): FileEdit {
  const start = statements[0]?.startIndex ?? 0;
  const end = statements.at(-1)?.endIndex ?? start;
  const eol = file.text.includes('\r\n') ? '\r\n' : '\n';
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  const indentation = /^[ \t]*/.exec(file.text.slice(lineStart, start))?.[0] ?? '';
  const unit = indentationIn(file);
  const body = applied(file.text, start, end, inner);
  // In a text of several lines spaces count.
  const isShifted = !body.includes('"""');
  const lines = body.split(/\r?\n/).map((line, index) => {
    return line.trim() === '' || (index > 0 && !isShifted) ? line : unit + line;
  });
  const deeper = lines.join(eol);
  const head = [...above, open].join(eol + indentation);
  const text = [head, `${indentation}${deeper}`, `${indentation}${close}`].join(eol);
  return { path: file.path, start, end, text };
}

/** A part of a text with edits made in it. */
function applied(text: string, start: number, end: number, edits: readonly TextEdit[]): string {
  let result = '';
  let position = start;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position, end);
}

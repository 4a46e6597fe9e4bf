import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { membersIn } from '../../scan/nodes-in.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import type { FileEdit } from '../rule.ts';

/** What the code does with a Link handler that Link does not do any more. */
export interface HandlerUses {
  /** `open('ins_3')` becomes `open()`. */
  readonly edits: readonly FileEdit[];
  /** What the edits take out. */
  readonly gone: readonly ts.Node[];
  /** Whether Link was opened at one institution. */
  readonly opensInstitution: boolean;
  /** `handler.institutions`, by which pages of the first version listed banks themselves. */
  readonly listsInstitutions: boolean;
}

/** Looks at every use of the handler that `created` makes, as far as its name is known in the script. */
export function handlerUses(created: ts.CallExpression, place: CodePlace): HandlerUses {
  const members = membersOf(created, place);
  const edits: FileEdit[] = [];
  const gone: ts.Node[] = [];
  for (const member of members) {
    const call = member.parent;
    if (memberName(member) !== 'open' || !ts.isCallExpression(call)) continue;
    if (call.expression !== member || call.arguments.length === 0) continue;
    const { pos, end } = call.arguments;
    edits.push({ path: place.file.path, start: pos, end, text: '' });
    gone.push(...call.arguments);
  }
  return {
    edits,
    gone,
    opensInstitution: edits.length > 0,
    listsInstitutions: members.some((member) => memberName(member) === 'institutions'),
  };
}

/** `handler.x`, for every name the handler has. */
function membersOf(created: ts.CallExpression, place: CodePlace): readonly ts.Node[] {
  const holder = holderOf(created);
  if (holder === undefined) return memberName(created.parent) === undefined ? [] : [created.parent];
  const isVariable = ts.isIdentifier(holder) && !isMemberName(holder);
  const uses = isVariable ? symbolsOf(place.script).usesOf(holder) : sameMembers(holder, place);
  return uses.map((use) => use.parent).filter((parent) => memberName(parent) !== undefined);
}

/** The name or member the handler is kept in. */
function holderOf(created: ts.CallExpression): ts.Node | undefined {
  let node: ts.Node = created;
  while (bare(node.parent) === bare(node)) node = node.parent;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) {
    return ts.isIdentifier(parent.name) ? parent.name : undefined;
  }
  if (ts.isPropertyAssignment(parent)) return parent.name;
  return ts.isBinaryExpression(parent) && parent.right === node ? bare(parent.left) : undefined;
}

function isMemberName({ parent }: ts.Node): boolean {
  return ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent);
}

/** `this.handler`, `window.handler` and the like, told by the name of the member. */
function sameMembers(holder: ts.Node, place: CodePlace): readonly ts.Node[] {
  const name = memberName(holder) ?? holder.getText(place.script.source);
  return membersIn(place.script.source).filter((each) => memberName(each) === name);
}

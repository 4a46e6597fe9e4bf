import { ts } from 'ts-morph';
import type { AngularComponent } from '../../scan/angular-component.ts';
import { addedOnInit } from './ngx-on-init.ts';
import { inOwnQuotes, stepOf } from './ngx-token-source.ts';
import type { FileEdit } from '../rule.ts';

/** What a component gets: a member with the token, and the method that fetches it. */
export interface NgxTokenMembers {
  readonly member: string;
  readonly method: string;
  /** The member takes the place of another by an edit of its own. */
  readonly declared: boolean;
  /** The statements of the method, without indentation; nested by two spaces. */
  readonly body: readonly string[];
}

/** Adds the members to a class, and the call when it is made. */
export function ngxComponentEdits(
  component: AngularComponent,
  { member, method, declared, body }: NgxTokenMembers,
): FileEdit[] {
  const { node, place } = component;
  const { path, text } = place.file;
  const { source } = place.script;
  const indentation = indentationOf(component);
  const step = stepOf(indentation);
  const edits: FileEdit[] = [];
  if (!declared) {
    const brace = text.indexOf('{', node.members.pos - 1);
    const start = brace === -1 ? node.members.pos : brace + 1;
    const [first] = node.members;
    const field = inOwnQuotes(`${member} = '';`, place);
    const gap = first !== undefined && !ts.isPropertyDeclaration(first) ? '\n' : '';
    edits.push({ path, start, end: start, text: `\n${indentation}${field}${gap}` });
  }
  const lines = [
    '// Link opens with a link_token from our server. A token serves one link, and expires.',
    `${method}(): void {`,
    ...body.map((line) => `  ${line}`),
    '}',
  ];
  const code = lines.map((line) => {
    const depth = (/^ */.exec(line)?.[0].length ?? 0) / 2;
    return `\n${indentation}${step.repeat(depth)}${line.trim()}`;
  });
  const last = node.members.at(-1);
  const end = last?.end ?? node.end - 1;
  const tail = last === undefined ? '\n' : '';
  edits.push({ path, start: end, end, text: `\n${code.join('')}${tail}` });
  const onInit = node.members.find((each) => each.name?.getText(source) === 'ngOnInit');
  if (onInit === undefined) return [...edits, ...addedOnInit(component, method, indentation)];
  const inner = ts.isMethodDeclaration(onInit) ? onInit.body : undefined;
  if (inner !== undefined) edits.push(firstStatement(inner, `this.${method}();`, component));
  return edits;
}

/** Puts a statement in front of those of a function. */
export function firstStatement(
  body: ts.Block,
  statement: string,
  { place }: Pick<AngularComponent, 'place'>,
): FileEdit {
  const { path, text } = place.file;
  const brace = body.getStart(place.script.source) + 1;
  const start = brace + (/^[ \t]*\/\/.*/.exec(text.slice(brace))?.[0].length ?? 0);
  const outer = /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(0, start))?.[1] ?? '';
  const inner = outer + stepOf(outer);
  const isEmpty = text.slice(start, body.end - 1).trim() === '';
  if (isEmpty) {
    return { path, start, end: body.end - 1, text: `\n${inner}${statement}\n${outer}` };
  }
  const isBroken = /^[ \t]*\r?\n/.test(text.slice(start));
  return { path, start, end: start, text: isBroken ? `\n${inner}${statement}` : ` ${statement}` };
}

function indentationOf({ node, place }: AngularComponent): string {
  const [first] = node.members;
  if (first === undefined) return '  ';
  const { text } = place.file;
  const start = first.getStart(place.script.source);
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1))?.[0] ?? '  ';
}

import { ts } from 'ts-morph';
import { memberOfClass, type AngularComponent } from '../../scan/angular-component.ts';
import { attributeValue, type MarkupTag } from '../../scan/markup-tags.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { firstStatement } from './ngx-component-edits.ts';
import { ngxEvent } from './ngx-plaid-link-tag.ts';
import type { FileEdit } from '../rule.ts';

/** A method, or a field that holds an arrow function. */
type Handler = ts.MethodDeclaration | ts.ArrowFunction;

/** What handles an event alone: `(Success)="onPlaidSuccess($event)"`. */
export function ngxHandler(
  tag: MarkupTag,
  event: string,
  file: ScannedFile,
  component: AngularComponent,
): Handler | undefined {
  const attribute = ngxEvent(tag, event);
  const text = attribute === undefined ? '' : attributeValue(file, attribute);
  const name = /^\s*(?:this\.)?(\w+)\([^()]*\);?\s*$/.exec(text)?.[1];
  const member = name === undefined ? undefined : memberOfClass(component.node, name);
  if (member === undefined || ts.isMethodDeclaration(member)) return member;
  const value = ts.isPropertyDeclaration(member) ? member.initializer : undefined;
  return value !== undefined && ts.isArrowFunction(value) ? value : undefined;
}

/** Has the handlers of the component fetch the next token: one is used up by a success, or expires. */
export function ngxFreshTokenEdits(
  tags: readonly MarkupTag[],
  file: ScannedFile,
  component: AngularComponent,
  method: string,
): FileEdit[] {
  const edits = new Map<ts.Node, FileEdit>();
  for (const tag of tags) {
    const success = ngxHandler(tag, 'Success', file, component);
    if (success?.body !== undefined && ts.isBlock(success.body)) {
      edits.set(success, firstStatement(success.body, `this.${method}();`, component));
    }
    const exit = ngxHandler(tag, 'Exit', file, component);
    const event = exit === undefined ? undefined : errorEvent(exit);
    if (exit?.body !== undefined && ts.isBlock(exit.body) && event !== undefined) {
      const condition = `${event}.error && ${event}.error.error_code === 'INVALID_LINK_TOKEN'`;
      const statement = `if (${condition}) this.${method}();`;
      edits.set(exit, firstStatement(exit.body, statement, component));
    }
  }
  return [...edits.values()];
}

/** The parameter of a handler, where its type lets `error` be read. */
function errorEvent({ parameters }: Handler): string | undefined {
  const [first] = parameters;
  if (first === undefined || !ts.isIdentifier(first.name)) return undefined;
  const type = first.type?.getText() ?? 'any';
  return /\bany\b|PlaidOnExitArgs|\berror\b/.test(type) ? first.name.text : undefined;
}

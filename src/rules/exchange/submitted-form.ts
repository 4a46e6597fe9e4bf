import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { markupTags } from '../../scan/markup-tags.ts';
import { findForm, isGuarded, urlBesideAction } from '../drop-in/drop-in-form.ts';

/** Where a form takes the public token. */
export interface SubmittedForm {
  /** The URL beside that of the form, as an expression. */
  readonly url: string;
  /** The form sends a token against forgery along. */
  readonly guarded: boolean;
}

/** The form that `onSuccess` submits, found by the id that it names. */
export function submittedForm(onSuccess: ts.Node, place: CodePlace): SubmittedForm | undefined {
  const callback = definitionOf(onSuccess, place);
  if (callback === undefined) return undefined;
  const names: string[] = [];
  let submits = false;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && memberName(node.expression) === 'submit') submits = true;
    if (ts.isStringLiteralLike(node)) names.push(node.text.replace(/^(form)?#/, ''));
    // `document.forms.bank`
    if (ts.isPropertyAccessExpression(node)) names.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(callback.node);
  if (!submits) return undefined;
  const { file, project } = callback.place;
  const tags = file.kind === 'markup' ? markupTags(file) : [];
  for (const name of names) {
    const form = /^[\w-]+$/.test(name) ? findForm(name, file, tags, project) : undefined;
    const url = form === undefined ? undefined : urlBesideAction(form);
    if (form !== undefined && url !== undefined) return { url, guarded: isGuarded(form) };
  }
  return undefined;
}

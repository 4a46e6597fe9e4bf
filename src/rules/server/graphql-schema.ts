import type { Project } from '../../scan/project.ts';
import type { FileEdit } from '../rule.ts';

/** Where a schema declares a field of Mutation. */
export interface MutationField {
  readonly path: string;
  /** Behind its type. */
  readonly end: number;
  readonly indentation: string;
  /** `@auth(requires: USER)` */
  readonly directives: string;
}

/** The field in a `.graphql` file or a document in code. */
export function mutationField(name: string, project: Project): MutationField | undefined {
  for (const { path, text } of project.mentioning(name)) {
    for (const type of text.matchAll(/\btype\s+Mutation\b[^{]*\{/g)) {
      const start = type.index + type[0].length;
      const body = text.slice(start, endOfType(text, start));
      const field = new RegExp(
        `^([ \\t]*)${name}\\s*(?:\\([^)]*\\))?\\s*:\\s*[\\w![\\]]+((?:[ \\t]+@\\w+(?:\\([^)]*\\))?)*)`,
        'm',
      ).exec(body);
      if (field === null) continue;
      const [whole, indentation = '', directives = ''] = field;
      return { path, end: start + field.index + whole.length, indentation, directives };
    }
  }
  return undefined;
}

/** Arguments have braces only in what they start with, which no line begins with. */
function endOfType(text: string, start: number): number {
  const end = text.slice(start).search(/^\s*\}/m);
  return end === -1 ? text.length : start + end;
}

/** A field that gives a text, behind another. */
export function siblingField(beside: MutationField, name: string, project: Project): FileEdit {
  const { path, end, indentation, directives } = beside;
  const eol = project.load(path)?.text.includes('\r\n') === true ? '\r\n' : '\n';
  const text = `${eol}${indentation}${name}: String!${directives}`;
  return { path, start: end, end, text };
}

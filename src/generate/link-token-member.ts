import { ts } from 'ts-morph';
import { objectsIn } from '../scan/nodes-in.ts';
import type { Script } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import { dataOf, functionOf, optionOf, sectionOf } from '../scan/vue-component.ts';
import type { FileStyle } from '../scan/file-style.ts';
import { inStyle } from './in-style.ts';
import { beforeIn, firstIn, type IndentedCode } from './object-member.ts';
import { failureText, nested, tokenRequest, tokenRequestParts } from './token-request.ts';
import type { LinkTokenSource, TokenHandling } from './link-token-source.ts';

/** A member of a component that holds a link token, and the method that fetches it. */
export interface LinkTokenMemberCode {
  readonly kind: 'link-token-member';
  readonly framework: 'vue';
  /** The method. */
  readonly name: string;
  readonly member: string;
  /** The member is declared by an edit of the site. */
  readonly declared: boolean;
  /** Start of the options or the class. */
  readonly at: number;
  readonly scope: number;
  readonly source: LinkTokenSource;
  readonly token: TokenHandling;
}

/**
 * A datum of a Vue component, the method that fetches its value, and the call when the component is
 * created. A token that cannot be had is logged: nobody waits for it yet.
 */
export function linkTokenMemberEdits(
  code: LinkTokenMemberCode,
  { source }: Pick<Script, 'source'>,
  style: FileStyle,
): TextEdit[] {
  const options = optionsAt(source, code.at);
  if (options === undefined) return [];
  const write =
    (template: string): IndentedCode =>
    (indentation) =>
      inStyle(spaced(template, source), style, partsOf(code), indentation).trimStart();
  const data = code.declared ? undefined : dataOf(options);
  const created = functionOf(optionOf(options, 'created'))?.body;
  const methods = sectionOf(options, 'methods');
  const edits: TextEdit[] = [];
  if (data !== undefined) edits.push(firstIn(data, write('%member%: null'), source, style));
  if (created !== undefined && ts.isBlock(created)) {
    edits.push(firstStatement(created, `this.${code.name}()`, source, style));
  }
  if (methods !== undefined) edits.push(firstIn(methods, write(method(code)), source, style));
  const sections = [
    ...(code.declared || data !== undefined ? [] : [write(DATA)]),
    ...(created === undefined ? [write(CREATED)] : []),
    ...(methods === undefined ? [write(`methods: {\n  ${nested(method(code), 1)}‚\n}`)] : []),
  ];
  if (sections.length > 0) {
    edits.push(beforeIn(options, sections, optionOf(options, 'methods'), source, style));
  }
  return edits;
}

const DATA = `data() {
  return {
    %member%: null‚
  };
}`;

const CREATED = `created() {
  this.%name%();
}`;

function method({ source }: LinkTokenMemberCode): string {
  return `// Link opens with a link_token from our server. A token serves one link, and expires.
%name%() {
  ${nested(tokenRequest(source), 1)}
    .then(FN(token) {
      this.%member% = token;
    })
    .catch(FN(error) {
      console.error(${failureText(source)});
    });
}`;
}

/** `created () {` where the other methods are written so. */
function spaced(template: string, source: ts.SourceFile): string {
  const isSpaced = /^[ \t]*\w+ \([^)\n]*\) \{$/m.test(source.text);
  return isSpaced ? template.replaceAll(/^( *[\w%]+)\(\) \{$/gm, '$1 () {') : template;
}

function optionsAt(source: ts.SourceFile, at: number): ts.ObjectLiteralExpression | undefined {
  return objectsIn(source).find((node) => node.getStart(source) === at);
}

function firstStatement(
  body: ts.Block,
  call: string,
  source: ts.SourceFile,
  style: FileStyle,
): TextEdit {
  const text = style.semicolons ? `${call};` : call;
  const brace = body.getStart(source) + 1;
  const at = brace + (/^[ \t]*\/\/.*/.exec(source.text.slice(brace))?.[0].length ?? 0);
  const isInline = body.statements.length > 0 && /^[ \t]*\S/.test(source.text.slice(at));
  if (isInline) return { start: at, end: at, text: ` ${call};` };
  const line = /(?:^|\n)([ \t]*)[^\n]*$/.exec(source.text.slice(0, at))?.[1] ?? '';
  const isEmpty = body.statements.length === 0 && source.text.slice(at, body.end - 1).trim() === '';
  const end = isEmpty ? body.end - 1 : at;
  const tail = isEmpty ? style.lineEnd + line : '';
  return { start: at, end, text: `${style.lineEnd}${line}${style.indent}${text}${tail}` };
}

function partsOf({ name, member, source }: LinkTokenMemberCode): Record<string, string> {
  return { ...tokenRequestParts(source), name, member };
}

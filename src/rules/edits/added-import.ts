import { ts } from 'ts-morph';
import type { Script } from '../../scan/scanned-file.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import type { FileStyle } from '../../scan/file-style.ts';

/** An import that generated code needs. `name` is `default` or an export. */
export interface AddedImport {
  readonly module: string;
  readonly name: string;
  readonly local: string;
}

/** The edit that adds an import behind the others, as `import` or `require` like they are. */
export function addedImport(wanted: AddedImport, script: Script, style: FileStyle): TextEdit {
  const { statements, text } = script.source;
  const end = style.semicolons ? ';' : '';
  const from = `${style.quote}${wanted.module}${style.quote}`;
  const imports = statements.filter(ts.isImportDeclaration);
  const requires = statements.filter((each) => /\brequire\(/.test(each.getText(script.source)));
  const isRequired = imports.length === 0 && requires.length > 0;
  const last = (isRequired ? requires : imports).at(-1);
  const line = isRequired ? requireLine(wanted, from, style) : importLine(wanted, from);
  if (last !== undefined) {
    // Behind a comment at the end of its line, not behind code.
    const comment = /^[ \t]*(?:\/\/.*|\/\*.*?\*\/[ \t]*)?(?=\r|\n|$)/.exec(text.slice(last.end));
    const at = last.end + (comment?.[0].length ?? 0);
    return {
      start: at,
      end: at,
      text: `${style.lineEnd}${line}${comment === null ? ';' : end}`,
    };
  }
  const first = statements.find((each) => !isDirective(each));
  const start = first?.getStart(script.source) ?? text.length;
  return { start, end: start, text: `${line}${end}${style.lineEnd}${style.lineEnd}` };
}

/** `'use strict';`, which says nothing behind other code. */
function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

function importLine({ name, local }: AddedImport, from: string): string {
  if (name === 'default') return `import ${local} from ${from}`;
  return `import { ${name === local ? name : `${name} as ${local}`} } from ${from}`;
}

function requireLine({ name, local }: AddedImport, from: string, style: FileStyle): string {
  const keyword = style.syntax === 'es5' ? 'var' : 'const';
  const member = name === 'default' ? '' : `.${name}`;
  return `${keyword} ${local} = require(${from})${member}`;
}

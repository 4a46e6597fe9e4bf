import type { FileStyle } from '../scan/file-style.ts';

/** A string literal of a template. What the user wrote may stand in it, and is no part of the template. */
const LITERAL = /'((?:[^'\\\n]|\\.)*)'/g;

/**
 * Writes a template in a file's style. A template has two spaces a level, single quotes, semicolons, and
 *
 * - `FN(a)` for a function expression, `LET` and `CONST` for a declaration,
 * - `«: string»` for what only TypeScript has,
 * - `‚` for a comma at the end of a list over several lines, never of arguments: there it came with ES2017.
 *
 * Parts in `raw` (`%url%`) go in as they are: they are the user's own code.
 */
export function inStyle(
  template: string,
  style: FileStyle,
  raw: Readonly<Record<string, string>>,
  indentation: string,
): string {
  const literals: string[] = [];
  const hollow = template.replace(LITERAL, (_, inner: string) => {
    literals.push(style.quote === '"' ? inDoubleQuotes(inner) : `'${inner}'`);
    return `\0${String(literals.length - 1)}\0`;
  });
  const written = hollow
    .replace(
      /FN\((.*?)\) \{/g,
      style.syntax === 'es5' ? `function${style.functionSpace ? ' ' : ''}($1) {` : '($1) => {',
    )
    .replaceAll('LET ', style.syntax === 'es5' ? 'var ' : 'let ')
    .replaceAll('CONST ', style.syntax === 'es5' ? 'var ' : 'const ')
    .replace(/«([^]*?)»/g, style.typescript ? '$1' : '')
    .replaceAll('‚', style.trailingComma ? ',' : '')
    .replace(/\0(\d+)\0/g, (_, index: string) => literals[Number(index)] ?? '');
  const lines = written
    .split('\n')
    .filter((line) => line.trim() !== '%none%')
    .map((line) => {
      const depth = (/^ */.exec(line)?.[0].length ?? 0) / 2;
      const code = style.semicolons ? line.trim() : line.trim().replace(/;$/, '');
      return code === '' ? '' : indentation + style.indent.repeat(depth) + code;
    });
  return lines.join(style.lineEnd).replace(/%(\w+)%/g, (whole, name: string) => raw[name] ?? whole);
}

function inDoubleQuotes(inner: string): string {
  return `"${inner.replace(/\\'|"/g, (sign) => (sign === '"' ? String.raw`\"` : "'"))}"`;
}

import { escapeControls } from '../../core/escape-controls.ts';

/** The user's text in Markdown: what would format, link, mention or nest stands as it is. */
export function plain(text: string): string {
  return escapeControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~$-]/g, (character) => `\\${character}`)
    .replaceAll('@', '&#64;')
    .replaceAll(/\b(https?):/gi, '$1&#58;');
}

/** The user's text as code in a line, in a fence longer than any in it. A pipe would end a cell. */
export function code(text: string): string {
  const shown = escapeControls(text).replaceAll('|', String.raw`\|`);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = shown.startsWith('`') || shown.endsWith('`') || shown.trim() === '' ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

import type { ChalkInstance } from 'chalk';
import { escapeControls } from './escape-controls.ts';

/** A unified diff for a terminal: coloured, and nothing in it moves the cursor. */
export function renderDiff(diff: string, colour: ChalkInstance): string {
  return diff
    .split('\n')
    .map((line) => colourLine(visible(line), colour))
    .join('\n');
}

/** Tabs stay tabs, and the carriage returns of CRLF files are not worth showing on every line. */
function visible(line: string): string {
  return line.replace(/\r$/, '').split('\t').map(escapeControls).join('\t');
}

function colourLine(line: string, colour: ChalkInstance): string {
  if (line.startsWith('--- ') || line.startsWith('+++ ')) return colour.bold(line);
  if (line.startsWith('@@')) return colour.cyan(line);
  if (line.startsWith('-')) return colour.red(line);
  if (line.startsWith('+')) return colour.green(line);
  return line;
}

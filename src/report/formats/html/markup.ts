import { escapeControls } from '../../../core/escape-controls.ts';
import { formatCount } from '../../../core/format-count.ts';

/** Markup that may stand in a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | null | readonly Markup[];

/**
 * A piece of a page. What is put in is text and escaped, unless it was made here. The indentation of the
 * source does not go along.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return joined(
    strings.map((string) => string.replaceAll(/\n\s+/g, '\n')),
    parts,
  );
}

/** The same for places where every space counts; formatters leave it alone. */
export function verbatim(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return joined(strings, parts);
}

function joined(strings: readonly string[], parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, index) => string + textOf(parts[index])).join(''));
}

function textOf(part: Part | undefined): string {
  if (part === null || part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'number') return String(part);
  return typeof part === 'string' ? escapeText(part) : part.map(({ text }) => text).join('');
}

function escapeText(text: string): string {
  return text
    .split(/([\t\n])/)
    .map((piece) => (piece === '\t' || piece === '\n' ? piece : escapeControls(piece)))
    .join('')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export const nothing = new Markup('');

/** `1 place`, `2 places`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/**
 * C0 and C1 controls, line separators and the marks that reorder text: what lets data in a table
 * or an error message draw something else on the terminal than what it is.
 */
const CONTROLS = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** User data made fit for a terminal: control characters appear as `\n`, `\u001b`, … */
export function escapeControls(text: string): string {
  return text.replaceAll(CONTROLS, (character) => {
    const short = JSON.stringify(character).slice(1, -1);
    if (short !== character) return short;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

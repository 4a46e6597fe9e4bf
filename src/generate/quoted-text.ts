/**
 * A text as a string literal of JavaScript. It may come to stand in a script of a page, which ends at
 * `</script` whatever is around it, and in which `<!--` hides what ends it (HTML, 4.12.1.3).
 */
export function quotedText(text: string, quote: "'" | '"'): string {
  const inner = text
    .replaceAll(/[\\'"]/g, (sign) => (sign === '\\' || sign === quote ? `\\${sign}` : sign))
    .replaceAll(/[\n\r\u2028\u2029]/g, (sign) => LINE_ENDS[sign] ?? sign)
    .replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3C`);
  return quote + inner + quote;
}

const LINE_ENDS: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\u2028': String.raw`\u2028`,
  '\u2029': String.raw`\u2029`,
};

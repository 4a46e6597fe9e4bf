/** Text as every engine takes it: no NUL, no half of a character. Keys and Plaid's words may have both. */
export function storable(text: string): string {
  return /[\0\ud800-\udfff]/.test(text)
    ? Buffer.from(text.replaceAll('\0', '\ufffd'), 'utf8').toString('utf8')
    : text;
}

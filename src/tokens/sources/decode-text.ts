export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Tells the encoding by the byte order mark, or by where the NUL of a first ASCII character is. */
export function detectEncoding(head: Buffer): TextEncoding {
  const [first, second] = head;
  if (first === undefined || second === undefined) return 'utf-8';
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}

/**
 * Bytes as text, a character cut by a chunk's end made whole. The byte order mark is dropped; bytes
 * that are no text become U+FFFD, which no token has, so only their own row suffers.
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: TextEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** What a piece of code that is taken out gives Link as its key, where its text alone says it. */
export interface PlainKeys {
  /** Environment variables; a literal has no name. */
  readonly variables: readonly string[];
}

const OPTION = String.raw`(?<![\w$.-])(?:data-)?["']?(?:key|publicKey|public_key|apiKey)["']?`;
const ANY = new RegExp(String.raw`${OPTION}\s*(?:[:=,}\]]|$)|\.(?:key|publicKey)\b`, 'g');
// Behind the value the option ends, or the next attribute begins.
const PLAIN = new RegExp(
  String.raw`${OPTION}\s*[:=]\s*\{?\s*(?:(["'])(?:(?!\1|<|\{|#|\$)[^\n])*\1|(?:process|import\.meta)\.env\.(\w+))(?=\s*(?:[,}]|\/?>|$)|\s+[\w$]+=)`,
  'g',
);

/**
 * Reads a text without parsing it. `none`: it gives Link no key. Undefined where only the parser can tell.
 */
export function plainKeys(text: string): PlainKeys | 'none' | undefined {
  const all = text.match(ANY)?.length ?? 0;
  if (all === 0) return 'none';
  const plain = [...text.matchAll(PLAIN)];
  if (plain.length !== all) return undefined;
  return { variables: plain.flatMap((match) => match[2] ?? []) };
}

/**
 * A cheap, well-mixed 32-bit hash of two numbers, for choices that must come out the same for one
 * seed. Not for secrets. Steps of MurmurHash3's finaliser.
 */
export function mix32(seed: number, value: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(value + 1, 0xc2b2ae35);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >>> 0;
}

/** {@link mix32} as a number in [0, 1). */
export function mixShare(seed: number, value: number): number {
  return mix32(seed, value) / 0x1_0000_0000;
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` letters and digits that are always the same for one `seed` and `number`. */
export function mixLetters(seed: number, number: number, length: number): string {
  let letters = '';
  let bits = 0;
  for (let at = 0; at < length; at += 1) {
    // 32 bits make five letters.
    bits = at % 5 === 0 ? mix32(seed + at, number) : Math.floor(bits / 62);
    letters += ALPHANUMERIC.charAt(bits % 62);
  }
  return letters;
}

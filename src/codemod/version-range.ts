/** What raising a range comes to. `unclear`: not a plain range (`workspace:*`, `^1 || ^2`, a URL). */
export type RaisedRange =
  | { readonly kind: 'raised'; readonly range: string }
  | { readonly kind: 'enough' }
  | { readonly kind: 'unclear' };

/** `^1.2.3`, `~1.2`, `>=1.2.3`, `1.2.3`, `1`; open ends as in `1.x` are left out with what is behind. */
const PLAIN = /^(\^|~|>=|=|v|)\s*(\d+)(?:\.(\d+))?(?:\.(\d+)(-[\w.-]+)?)?((?:\.[xX*])*)$/;

/**
 * Raises a range of a package.json so that it starts at `wanted` or later, in its own style: `^1.2.0`
 * stays a caret range, `1.2.0` stays exact, `1.x` stays open. Never lowers.
 */
export function raiseRange(range: string, wanted: string): RaisedRange {
  if (['', '*', 'x', 'latest'].includes(range.trim())) return { kind: 'enough' };
  const now = PLAIN.exec(range.trim());
  const least = PLAIN.exec(wanted.trim());
  if (now === null || least === null) return { kind: 'unclear' };
  if (compareVersions(now, least) >= 0) return { kind: 'enough' };
  const [, operator = '', , minor, patch, , open = ''] = now;
  // `1` and `1.x` mean the whole of 1: the style is the number of parts.
  const isOpen = open !== '' || (operator === '' && patch === undefined);
  const parts = isOpen ? (minor === undefined ? 1 : 2) : 3;
  const numbers = [2, 3, 4].slice(0, parts).map((part) => least[part] ?? '0');
  const preRelease = parts === 3 ? (least[5] ?? '') : '';
  return { kind: 'raised', range: `${operator}${numbers.join('.')}${preRelease}${open}` };
}

/** By major, minor and patch; a pre-release comes before its release. */
function compareVersions(one: RegExpExecArray, other: RegExpExecArray): number {
  for (const part of [2, 3, 4]) {
    const difference = Number(one[part] ?? 0) - Number(other[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(one[5] === undefined) - Number(other[5] === undefined);
}

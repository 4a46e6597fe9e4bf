import fc from 'fast-check';
import type { Json } from '../../src/plaid/json.ts';

/** Whatever a literal in a page may be. */
export const anyJson: fc.Arbitrary<Json> = fc.json().map((text) => {
  const value: Json = JSON.parse(text);
  return value;
});

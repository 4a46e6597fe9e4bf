import type { Range } from '../scanned-file.ts';

/**
 * A function or method, or the call that registers a route with its code in place (`post('/x') { … }`).
 */
export interface CodeUnit extends Range {
  readonly kind: 'function' | 'route';
  /** Of the function, or what registers the route (`post`). */
  readonly name: string;
  /** What stands before its body, with decorators and attributes: `@app.route("/x")`. */
  readonly head: Range;
}

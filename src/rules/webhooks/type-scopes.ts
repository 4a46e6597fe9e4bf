import type { Range } from '../../scan/scanned-file.ts';
import { contains, rangeOf, type CodeTest } from './code-test.ts';
import { firstFrom } from '../../scan/first-from.ts';

/** Where only webhooks of one type arrive. In a chain of thousands each is asked for, so they are sorted. */
export class TypeScopes {
  readonly #scopes: readonly TypeScope[];
  /** The furthest end of all scopes up to each. */
  readonly #ends: readonly number[];

  constructor(types: readonly CodeTest[]) {
    this.#scopes = types
      .flatMap(({ scopes, node, takes }) => {
        const test = rangeOf(node);
        const names = takes.flatMap((taken) => (taken.kind === 'text' ? [taken.text] : []));
        return scopes.map((scope) => ({ scope, test, names }));
      })
      .toSorted((a, b) => a.scope.start - b.scope.start);
    let furthest = 0;
    this.#ends = this.#scopes.map(({ scope }) => (furthest = Math.max(furthest, scope.end)));
  }

  /** The type that alone arrives at a place; undefined where several may. */
  at(place: Range): string | undefined {
    const names = new Set<string>();
    let innermost: number | undefined;
    for (
      let index = firstFrom(this.#scopes, place.start + 1, ({ scope }) => scope.start) - 1;
      (this.#ends[index] ?? 0) >= place.end;
      index -= 1
    ) {
      const each = this.#scopes[index];
      if (each === undefined || (innermost !== undefined && each.scope.start < innermost)) break;
      const isItself = each.test.start === place.start && each.test.end === place.end;
      if (isItself || !contains(each.scope, place)) continue;
      innermost = each.scope.start;
      for (const name of each.names) names.add(name);
    }
    const [only] = names;
    return names.size === 1 ? only?.toUpperCase() : undefined;
  }
}

interface TypeScope {
  readonly scope: Range;
  /** What tells the type. */
  readonly test: Range;
  readonly names: readonly string[];
}

import { onceEach } from '../../../scan/once-each.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import type { ForeignCode } from '../../languages/foreign-code.ts';

/** Units as handlers: the clauses of one function of Elixir, which follow each other, are one. */
export function handlingUnits({ language, units }: ForeignCode): readonly CodeUnit[] {
  return language === 'elixir' ? merged(units) : units;
}

const merged = onceEach((units: readonly CodeUnit[]): readonly CodeUnit[] => {
  const handling: CodeUnit[] = [];
  for (const unit of units) {
    const last = handling.at(-1);
    const isClause = last?.kind === 'function' && last.name === unit.name;
    if (isClause && last !== undefined) handling[handling.length - 1] = { ...last, end: unit.end };
    else handling.push(unit);
  }
  return handling;
});

/** Whether the last clause tells nothing apart, and so takes what no other does. */
export function hasCatchAll(
  { start, end }: CodeUnit,
  { language, units }: ForeignCode,
  branches: readonly { readonly start: number }[],
): boolean {
  if (language !== 'elixir') return false;
  const last = units.findLast((unit) => unit.start >= start && unit.end <= end);
  return (
    last !== undefined &&
    last.start > start &&
    branches.every((branch) => branch.start < last.start)
  );
}

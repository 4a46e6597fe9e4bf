import { onceEach } from '../../../scan/once-each.ts';
import type { FoundBranch, TellingCode } from './found-branch.ts';

const known = onceEach<TellingCode, Map<string, readonly FoundBranch[]>>(() => new Map());

/** The branches of a table or a list by its name: looked for once, and made anew for each who asks. */
export function branchesNamed(
  key: string,
  telling: TellingCode,
  look: () => readonly FoundBranch[],
): readonly FoundBranch[] {
  const found = known(telling);
  const branches = found.get(key) ?? look();
  found.set(key, branches);
  return branches.map((branch) => Object.assign({}, branch));
}

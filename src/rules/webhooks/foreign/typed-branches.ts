import { firstFrom } from '../../../scan/first-from.ts';
import type { BranchMatch, WebhookBranch } from '../webhook-handler.ts';
import { lineOf, type ForeignCode } from '../../languages/foreign-code.ts';
import type { FoundBranch } from './found-branch.ts';

/** The whole payload, or its code, as an argument. */
const HANDED =
  /(?:^|,)\s*(?:\w+\s*[:=]\s*)?[@$&*]*(?:\w*payload|params|body|data|event|metadata|request|req|\w*hook\w*|\w*code|self)\s*(?:,|$)|\b(?:get)?webhook_?code\b/i;
const LOGS = /log|print|info|debug|warn|error|puts|inspect|echo/i;

/** Whether code calls what tells codes apart, as far as it can be told. */
function handsOn(code: string): boolean {
  const calls = code.matchAll(/(\w+)[!?]?\s*\(([^()]*(?:\([^()]*\)[^()]*)*)/g);
  return [...calls].some(
    ([, name = '', given = '']) => !LOGS.test(name) && HANDED.test(given.trim()),
  );
}

/**
 * Branches of a handler in source order, each code under the type whose branch it stands in. A type whose
 * codes are told apart inside of its branch is no branch of its own.
 */
export function typedBranches(
  found: readonly FoundBranch[],
  end: number,
  code: ForeignCode,
): readonly WebhookBranch[] {
  const inOrder = [...found].toSorted((a, b) => a.start - b.start || a.end - b.end);
  const parents = new Set<FoundBranch>();
  const branches = inOrder.map((branch, index): WebhookBranch => {
    const parent = branch.literal.kind === 'new' ? typeAround(index, inOrder, code) : undefined;
    if (parent !== undefined) parents.add(parent);
    const type = parent?.literal.kind === 'type' ? parent.literal.type : undefined;
    const next = inOrder[firstFrom(inOrder, branch.end + 1, ({ start }) => start)];
    const inside = code.withoutComments.slice(branch.end, next?.start ?? end);
    const takes = takenBy(branch, type);
    const range = { start: branch.start, end: branch.end };
    const isPassedOn = takes.format === 'new-type' && handsOn(inside);
    return { range, takes: isPassedOn ? { ...takes, passedOn: true } : takes };
  });
  const kept = branches.filter((_, index) => {
    const branch = inOrder[index];
    return branch === undefined || !parents.has(branch);
  });
  const seen = new Set<string>();
  return kept.filter(({ range, takes }) => {
    const own = JSON.stringify([range.start, takes]);
    const isNew = !seen.has(own);
    seen.add(own);
    return isNew;
  });
}

function takenBy({ literal, upTo, type }: FoundBranch, around: string | undefined): BranchMatch {
  switch (literal.kind) {
    case 'legacy':
      return { format: 'legacy', from: literal.code, to: upTo ?? literal.code };
    case 'new':
      return { format: 'new', type: literal.type ?? type ?? around, code: literal.code };
    case 'type':
      return { format: 'new-type', type: literal.type };
  }
}

/** The nearest branch of a type before a code that is in its line, or that the code is indented under. */
function typeAround(
  index: number,
  branches: readonly FoundBranch[],
  { text }: ForeignCode,
): FoundBranch | undefined {
  const own = branches[index];
  if (own === undefined) return undefined;
  const line = lineOf(text, own.start);
  for (let at = index - 1; at >= 0; at -= 1) {
    const other = branches[at];
    if (other?.literal.kind !== 'type') continue;
    const above = lineOf(text, other.start);
    if (above.start === line.start || above.indent < line.indent) return other;
  }
  return undefined;
}

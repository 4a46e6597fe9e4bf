import { HIGHEST_LEGACY_CODE } from '../webhook-handler.ts';
import { saidAt } from './code-literals.ts';
import { branchAt, fits, isFor, type FoundBranch, type TellingCode } from './found-branch.ts';

/** A branch for every code among tokens: `0, 1`, `"A" | "B"`, `1200..1219`, `NAME, OTHER`. */
export function listedCodes(
  from: number,
  to: number,
  field: FoundBranch['field'],
  telling: TellingCode,
): readonly FoundBranch[] {
  const { tokens } = telling.code;
  const found: FoundBranch[] = [];
  let type: string | undefined;
  for (let at = from; at < to; at += 1) {
    const said = saidAt(at, tokens, telling.constants, isFor(field));
    if (said === undefined) continue;
    const { literal, last } = said;
    if (literal.kind === 'type' && field !== 'webhook_type') type = literal.type;
    if (fits(field, literal)) {
      const sign = tokens[at - 1]?.text ?? '';
      if (/^<=?$/.test(sign)) continue;
      const upTo = /^>=?$/.test(sign) ? boundBehind(last, telling) : rangeEnd(last, telling);
      const branch = branchAt(
        at,
        upTo === undefined ? last : last + 2,
        field,
        literal,
        telling.code,
      );
      found.push({
        ...branch,
        ...(upTo === undefined ? {} : { upTo }),
        ...(type === undefined ? {} : { type }),
      });
      at = upTo === undefined ? last : last + 2;
    } else at = last;
  }
  return found;
}

/** `1200..1219`, `1200...1300`, `1200..<1300`, `1200 until 1300`. */
function rangeEnd(last: number, { code: { tokens, language } }: TellingCode): number | undefined {
  const sign = tokens[last + 1]?.text ?? '';
  const end = tokens[last + 2];
  if (!/^(?:\.\.|\.\.\.|\.\.<|until)$/.test(sign) || end?.kind !== 'number') return undefined;
  const isOpen = sign === '..<' || sign === 'until' || (sign === '...' && language === 'ruby');
  return Number(end.text) - (isOpen ? 1 : 0);
}

/** `>= 1200 and <= 1219` of C#. */
function boundBehind(last: number, { code: { tokens } }: TellingCode): number {
  const [word, sign, number] = tokens.slice(last + 1, last + 4);
  if (!/^(?:and|&&)$/.test(word?.text ?? '') || number?.kind !== 'number')
    return HIGHEST_LEGACY_CODE;
  return Number(number.text) - (sign?.text === '<' ? 1 : 0);
}

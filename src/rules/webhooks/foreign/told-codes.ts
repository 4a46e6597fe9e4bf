import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import type { Range } from '../../../scan/scanned-file.ts';
import { codeExpressions } from './code-names.ts';
import { comparedCodes } from './compared-codes.ts';
import type { FoundBranch, TellingCode } from './found-branch.ts';
import { askedCodes, headCodes } from './head-codes.ts';
import { lookedUpCodes } from './looked-up-codes.ts';
import type { FieldRead } from './payload-reads.ts';
import { switchedCodes } from './switched-codes.ts';
import { widened } from './widened.ts';

/** Branches of one place in the code. */
export interface ToldPlace {
  /** Where the code is asked for. */
  readonly at: number;
  /** What is asked. */
  readonly subject: Range;
  readonly branches: readonly FoundBranch[];
  readonly takesOthers: boolean;
  readonly isHanded: boolean;
}

/** Every place of a file that tells codes apart. */
export function toldCodes(
  telling: TellingCode,
  reads: readonly FieldRead[],
  isHandler: (unit: CodeUnit | undefined) => boolean,
): readonly ToldPlace[] {
  const { code } = telling;
  const places: ToldPlace[] = [];
  for (const expression of codeExpressions(code, reads, isHandler)) {
    const around = widened(expression, code);
    const at = code.tokens[expression.from]?.start ?? 0;
    const subject = { start: at, end: code.tokens[expression.to - 1]?.end ?? at };
    const compared = comparedCodes(expression, around, telling);
    const told = [
      { branches: compared, takesOthers: false },
      switchedCodes(expression, around, telling),
      lookedUpCodes(expression, around, telling),
    ];
    for (const each of told) {
      if (each.branches.length > 0)
        places.push({ at, subject, ...each, isHanded: expression.isHanded === true });
    }
  }
  for (const branch of [...headCodes(telling), ...askedCodes(telling)]) {
    const subject = { start: branch.start, end: branch.end };
    places.push({
      at: branch.start,
      subject,
      branches: [branch],
      takesOthers: false,
      isHanded: false,
    });
  }
  return places;
}

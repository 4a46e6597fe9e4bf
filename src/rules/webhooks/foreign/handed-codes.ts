import { firstFrom } from '../../../scan/first-from.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import {
  tokenAt,
  tokensNamed,
  unitsNamed,
  type ForeignCode,
} from '../../languages/foreign-code.ts';
import type { CodeExpression } from './code-expression.ts';

/** A parameter of a function of the file that is given a code, and the function. */
export interface HandedCode {
  readonly name: string;
  readonly unit: CodeUnit;
}

/** `handle(webhook_code, item)` gives the first parameter of `handle` a code. */
export function handedCode(
  { from, field }: Pick<CodeExpression, 'from' | 'field'>,
  code: ForeignCode,
): HandedCode | undefined {
  const { tokens } = code;
  const says = field === 'webhook_type' ? /type/i : /code/i;
  let place = 0;
  let depth = 0;
  for (let at = from - 1; at > from - 24 && at >= 0; at -= 1) {
    const text = tokens[at]?.text ?? '';
    if (/^[;{}]$|^:?=$/.test(text)) return undefined;
    if (/^[)\]]$/.test(text)) depth += 1;
    if (text === ',' && depth === 0) place += 1;
    if (!/^[([]$/.test(text)) continue;
    if (depth > 0) {
      depth -= 1;
      continue;
    }
    const callee = tokens[at - 1];
    const unit = unitsNamed(callee?.text ?? '', code).find(({ start }) => start !== callee?.start);
    const name = unit === undefined ? undefined : parameterAt(place, says, unit, code);
    return unit === undefined || name === undefined ? undefined : { name, unit };
  }
  return undefined;
}

/** The name of a parameter, where it says what it is. */
export function parameterAt(
  place: number,
  says: RegExp,
  unit: CodeUnit,
  code: ForeignCode,
): string | undefined {
  const { tokens, pairs, language } = code;
  const first = tokenAt(code, unit.head.start);
  const named = tokensNamed(unit.name, code);
  const name = named[firstFrom(named, first, (index) => index)] ?? -1;
  const close = pairs.get(name + 1);
  if (name === -1 || close === undefined) return undefined;
  const parts: string[][] = [[]];
  for (let at = name + 2; at < close; at += 1) {
    const token = tokens[at];
    if (token?.text === ',') parts.push([]);
    else if (token?.kind === 'name' || token?.text === ':' || token?.text === '=') {
      parts.at(-1)?.push(token.text);
    }
  }
  const own = parts.filter(([each]) => each !== 'self' && each !== 'this');
  const words = own[place] ?? [];
  const end = words.findIndex((word) => word === '=');
  const declared = end === -1 ? words : words.slice(0, end);
  const colon = declared.indexOf(':');
  // `code: Type`, `code Type` of Go, `Type code`.
  const found = colon > 0 ? declared[colon - 1] : language === 'go' ? declared[0] : declared.at(-1);
  return found !== undefined && says.test(found) ? found : undefined;
}

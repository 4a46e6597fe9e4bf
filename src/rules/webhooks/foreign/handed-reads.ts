import { onceEach } from '../../../scan/once-each.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import { tokenAt, unitsNamed, type ForeignCode } from '../../languages/foreign-code.ts';
import type { HandedReads } from '../webhook-handler.ts';
import type { FoundBranch } from './found-branch.ts';
import { parameterAt } from './handed-codes.ts';
import { rangeOfRead, readsWithin, type FieldRead } from './payload-reads.ts';

/**
 * What functions of the file read of a payload that a handler hands them, `pull(hook)`, or that all of them
 * see, as `params` of Rails; and those that a table names: `{0: pull}[code](hook)`. `payloads`: its names.
 */
export function handedReads(
  unit: CodeUnit,
  payloads: ReadonlySet<string>,
  branches: readonly FoundBranch[],
  reads: readonly FieldRead[],
  code: ForeignCode,
): readonly HandedReads[] {
  const { tokens, pairs } = code;
  const inUnit = indices(tokenAt(code, unit.start), tokenAt(code, unit.end));
  const handedAt = inUnit.filter((at) => isArgument(at, payloads, code));
  const shared = new Set([...payloads].filter((name) => isShared(name, code)));
  if (handedAt.length === 0 && shared.size === 0) return [];
  const inTables = branches.flatMap(({ end }) => {
    const from = tokenAt(code, end);
    return indices(from, from + VALUE);
  });
  const found = new Map<CodeUnit, ReadonlySet<string>>();
  for (const at of [...inUnit, ...inTables]) {
    const name = tokens[at]?.text.replace(/^:/, '');
    const callee = unitsNamed(name ?? '', code).find(({ kind }) => kind === 'function');
    if (callee === undefined || callee === unit || found.has(callee)) continue;
    const close = tokens[at + 1]?.text === '(' ? pairs.get(at + 1) : undefined;
    const given = handedAt.find((each) => close !== undefined && each > at && each < close);
    const isGiven = given !== undefined || (close === undefined && handedAt.length > 0);
    const place = given === undefined ? 0 : commasBetween(at + 2, given, code);
    const parameter = isGiven ? parameterAt(place, /./, callee, code) : undefined;
    found.set(callee, new Set([...shared, ...(parameter === undefined ? [] : [parameter])]));
  }
  // What all functions see is read by those further down, too: `find_by(token: token(params))`.
  if (shared.size > 0) {
    for (const callee of found.keys()) {
      for (const next of calledIn(code)(callee)) {
        if (next !== unit && !found.has(next)) found.set(next, shared);
      }
    }
  }
  return [...found].flatMap(([callee, names]) => {
    const inside = readsWithin(callee, reads, code);
    const own = inside.filter(({ receiver }) => names.has(receiver ?? ''));
    // Who tells it apart is a handler itself.
    const isHandler = own.some(({ field }) => field === 'code' || field.startsWith('webhook_'));
    if (own.length === 0 || isHandler) return [];
    return [
      {
        path: code.path,
        reads: own.map((read) => ({ field: read.field, range: rangeOfRead(read, code) })),
      },
    ];
  });
}

/** Functions of the file that one names, in their order. */
const calledIn = onceEach((code: ForeignCode) => {
  const places = new Map(code.units.map((unit, index) => [unit, index]));
  return onceEach(({ start, end }: CodeUnit): readonly CodeUnit[] => {
    const inside = code.tokens.slice(tokenAt(code, start), tokenAt(code, end));
    return [...new Set(inside.map(({ text }) => text))]
      .flatMap((name) => unitsNamed(name, code))
      .filter(({ kind }) => kind === 'function')
      .toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  });
});

/** `params` and `request`, or a method that gives what is permitted of them. */
function isShared(name: string, code: ForeignCode): boolean {
  return /^(?:params|request)$/.test(name) || unitsNamed(name, code).length > 0;
}

/** How far behind a key its value may begin: `0 => :initial`, `0: self.initial`, `0, PlaidHooks::initial`. */
const VALUE = 5;

function indices(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** A payload by its name, as a whole: `hook` of `pull(item, hook)`. */
function isArgument(at: number, payloads: ReadonlySet<string>, { tokens }: ForeignCode): boolean {
  return (
    payloads.has(tokens[at]?.text ?? '') &&
    /^[(,:&]$/.test(tokens[at - 1]?.text ?? '') &&
    /^[,)]$/.test(tokens[at + 1]?.text ?? '')
  );
}

function commasBetween(from: number, to: number, { tokens, pairs }: ForeignCode): number {
  let commas = 0;
  for (let at = from; at < to; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (text === ',') commas += 1;
    const close = /^[([{]$/.test(text) ? pairs.get(at) : undefined;
    if (close !== undefined && close < to) at = close;
  }
  return commas;
}

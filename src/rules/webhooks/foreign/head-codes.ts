import { tokenAt } from '../../languages/foreign-code.ts';
import { codeLiteral } from './code-literals.ts';
import { branchAt, fits, type FoundBranch, type TellingCode } from './found-branch.ts';
import { fieldOf } from './payload-reads.ts';

/** Codes in the heads of functions, by which Elixir tells calls apart: `def on(%{"code" => 0})`. */
export function headCodes({ code }: TellingCode): readonly FoundBranch[] {
  if (code.language !== 'elixir') return [];
  const { tokens } = code;
  return code.units.flatMap(({ head }) => {
    const from = tokenAt(code, head.start);
    const to = tokenAt(code, head.end);
    const found: FoundBranch[] = [];
    let type: string | undefined;
    for (let at = from; at < to; at += 1) {
      const literal = codeLiteral(tokens[at]);
      if (literal === undefined) continue;
      const isPair = /^(?:=>|:)$/.test(tokens[at - 1]?.text ?? '');
      const key = tokens[at - 2];
      const name = isPair ? fieldOf(key?.value ?? key?.text ?? '') : undefined;
      if (literal.kind === 'type' && (name === undefined || name === 'webhook_type'))
        type = literal.type;
      const field = name === 'code' || name === 'webhook_code' ? name : undefined;
      const isArgument =
        !isPair && literal.kind === 'new' && /^[(,]$/.test(tokens[at - 1]?.text ?? '');
      if (isArgument) found.push(branchAt(at, at, 'webhook_code', literal, code));
      if (field !== undefined && fits(field, literal))
        found.push(branchAt(at - 2, at, field, literal, code));
    }
    if (found.length > 0)
      return found.map((branch) => (type === undefined ? branch : Object.assign(branch, { type })));
    // A head that tells the type alone takes every code of it.
    for (let at = from; at < to; at += 1) {
      const literal = codeLiteral(tokens[at]);
      if (literal?.kind === 'type') return [branchAt(at, at, 'webhook_type', literal, code)];
    }
    return [];
  });
}

/** What `Plaid::Webhook` of the legacy gem (plaid 3, lib/plaid/webhook.rb) answers, and the code it asks for. */
const PREDICATES: Readonly<Record<string, number>> = {
  'initial_transaction?': 0,
  'historical_transaction?': 1,
  'normal_transaction?': 2,
  'removed_transaction?': 3,
  'user_webhook_updated?': 4,
  'income?': 10,
  'risk?': 20,
  'error_response?': 1200,
};

/** Questions that code of the legacy gem asks a webhook. */
export function askedCodes({ code }: TellingCode): readonly FoundBranch[] {
  if (code.language !== 'ruby' || !/Plaid::Webhook\b/.test(code.code)) return [];
  return code.tokens.flatMap((token, index): FoundBranch[] => {
    const number = Object.hasOwn(PREDICATES, token.text) ? PREDICATES[token.text] : undefined;
    if (number === undefined || code.tokens[index - 1]?.text !== '.') return [];
    const branch = branchAt(index - 2, index, 'code', { kind: 'legacy', code: number }, code);
    return [number === 1200 ? { ...branch, upTo: 9999 } : branch];
  });
}

/**
 * The subtypes an account filter may name, by account type: `DepositoryAccountSubtype` and its
 * siblings in Plaid's OpenAPI description, as in plaid-node 47.
 */
export const accountSubtypes = {
  depository:
    names(`checking, savings, hsa, cd, money market, paypal, prepaid, cash management, ebt,
    limited purpose checking, all`),
  credit: names('charge card, credit card, paypal, all'),
  loan: names(`auto, business, commercial, commercial line of credit, construction, consumer,
    home equity, home equity loan, installment, loan, mortgage, overdraft, line of credit, student,
    other, all`),
  investment: names(`529, 401a, 401k, 403B, 457b, brokerage, cash isa, crypto exchange,
    education savings account, fhsa, fixed annuity, gic, health reimbursement arrangement, hsa, ira,
    isa, keogh, lif, life insurance, line of credit, lira, lrif, lrsp, mutual fund,
    non-custodial wallet, non-taxable brokerage account, other, other annuity, other insurance,
    pension, prediction market, prif, profit sharing plan, qshr, rdsp, resp, retirement, rlif, roth,
    roth 401k, roth 403B, roth 457b, roth pension, roth profit sharing plan,
    roth thrift savings plan, rrif, rrsp, sarsep, sep ira, simple ira, sipp, stock plan,
    thrift savings plan, tfsa, trust, ugma, utma, variable annuity, all`),
  other: names('other, all'),
} as const;

/** An account type that can be filtered. */
export type AccountType = keyof typeof accountSubtypes;

/** How constants spell what has no name in capitals. (LinkAccountSubtypes of react-native-plaid-link-sdk 7.) */
const constants: ReadonlyMap<string, string> = new Map(
  Object.entries({
    four01a: '401a',
    four01k: '401k',
    four03b: '403b',
    four57b: '457b',
    five29: '529',
    fixedannunity: 'fixedannuity',
  }),
);

const subtypesByKey: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(accountSubtypes).map(([type, subtypes]) => [
    type,
    new Map(subtypes.map((subtype) => [keyOf(subtype), subtype])),
  ]),
);

/** Plaid's own spelling of a subtype: `CASH_MANAGEMENT` is `cash management`, `403b` is `403B`. */
export function findAccountSubtype(type: AccountType, text: string): string | undefined {
  const key = keyOf(text);
  return subtypesByKey.get(type)?.get(constants.get(key) ?? key);
}

function keyOf(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}

function names(list: string): readonly string[] {
  return list.split(/,\s+/);
}

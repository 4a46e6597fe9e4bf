import fc from 'fast-check';
import {
  CreditAccountSubtype,
  DepositoryAccountSubtype,
  InvestmentAccountSubtype,
  LoanAccountSubtype,
  OtherAccountSubtype,
} from 'plaid';
import { describe, expect, it, test } from 'vitest';
import { accountFilters } from '../../src/plaid/account-filters.ts';
import { accountSubtypes, findAccountSubtype } from '../../src/plaid/link-account-subtypes.ts';
import type { Json } from '../../src/plaid/json.ts';
import { anyJson } from './any-json.ts';

const every = Object.entries(accountSubtypes).flatMap(([type, subtypes]) =>
  subtypes.map((subtype) => [type, subtype] as const),
);

describe('accountSubtypes', () => {
  it.each([
    ['depository', DepositoryAccountSubtype],
    ['credit', CreditAccountSubtype],
    ['loan', LoanAccountSubtype],
    ['investment', InvestmentAccountSubtype],
    ['other', OtherAccountSubtype],
  ] as const)('knows the %s subtypes of the official client', (type, known) => {
    expect(accountSubtypes[type].toSorted()).toEqual(Object.values<string>(known).toSorted());
  });

  it('keeps apart what is spelled alike', () => {
    for (const subtypes of Object.values(accountSubtypes)) {
      expect(new Set(subtypes.map((subtype) => subtype.replace(/\W/g, ''))).size).toBe(
        subtypes.length,
      );
    }
  });
});

describe('accountFilters', () => {
  test.each(every)('%s: %s stays, in any spelling', (type, subtype) => {
    const constant = subtype.toUpperCase().replaceAll(' ', '_');
    const value = { [type]: { account_subtypes: [subtype] } };
    for (const text of [subtype, constant, `LinkAccountSubtypes.${constant}`]) {
      expect(accountFilters({ [type]: [text] }).value).toEqual(value);
      expect(accountFilters([{ type, subtype: text }]).value).toEqual(value);
    }
  });

  test.each([
    ['FOUR_0_1_A', '401a'],
    ['FOUR_0_1_K', '401k'],
    ['FOUR_0_3_B', '403B'],
    ['FOUR_5_7_B', '457b'],
    ['FIVE_2_9', '529'],
    ['FIXED_ANNUNITY', 'fixed annuity'],
  ])('reads the constant %s', (constant, subtype) => {
    expect(findAccountSubtype('investment', constant)).toBe(subtype);
  });

  const shapes: ReadonlyArray<readonly [Json, Json]> = [
    [
      { depository: ['checking', 'savings'], credit: ['all'] },
      {
        depository: { account_subtypes: ['checking', 'savings'] },
        credit: { account_subtypes: ['all'] },
      },
    ],
    [{ credit: 'all' }, { credit: { account_subtypes: ['all'] } }],
    [
      [
        { type: 'credit', subtype: 'credit card' },
        { type: 'depository', subtype: 'checking' },
        { type: 'depository', subtype: 'savings' },
        { type: 'LinkAccountType.LOAN' },
      ],
      {
        depository: { account_subtypes: ['checking', 'savings'] },
        credit: { account_subtypes: ['credit card'] },
        loan: { account_subtypes: ['all'] },
      },
    ],
    [
      ['LinkAccountSubtypeDepository.CHECKING', 'LinkAccountSubtypeCredit.ALL'],
      { depository: { account_subtypes: ['checking'] }, credit: { account_subtypes: ['all'] } },
    ],
    [{ depository: { account_subtypes: ['hsa'] } }, { depository: { account_subtypes: ['hsa'] } }],
  ];
  test.each(shapes)('makes of %j %j', (literal, value) => {
    expect(accountFilters(literal)).toEqual({ value, notes: [] });
  });

  it('gives the types in the order of the request, whatever the order of the page', () => {
    const { value } = accountFilters({ other: ['all'], credit: ['all'], depository: ['all'] });
    expect(Object.keys(value ?? {})).toEqual(['depository', 'credit', 'other']);
  });

  const noted: ReadonlyArray<readonly [Json, Json | undefined, string]> = [
    [
      { brokerage: ['ira'], investment: ['roth'] },
      { investment: { account_subtypes: ['ira', 'roth'] } },
      'The account type brokerage is investment today.',
    ],
    [
      { credit: [], loan: ['all'] },
      { loan: { account_subtypes: ['all'] } },
      'The empty list for credit was left out of account_filters',
    ],
    [{ investment: ['plan'] }, undefined, '"plan" was left out of account_filters: investment'],
    [{ credit: ['checking'] }, undefined, '"checking" was left out of account_filters: credit'],
    [{ savings: ['all'] }, undefined, '"savings" was left out of account_filters: it is no'],
    [['LinkAccountSubtypeUnknown.X'], undefined, '"Unknown" was left out of account_filters'],
    [
      { depository: ['limited purpose checking'] },
      { depository: { account_subtypes: ['limited purpose checking'] } },
      'limited_purpose_types beside it',
    ],
  ];
  test.each(noted)('makes of %j %j and says so', (literal, value, note) => {
    const result = accountFilters(literal);
    expect(result.value).toEqual(value);
    expect(result.notes).toHaveLength(1);
    expect(result.notes[0]).toContain(note);
  });

  it('never throws, and gives only subtypes Plaid takes, the same on a second pass', () => {
    const type = fc.constantFrom(...Object.keys(accountSubtypes), 'brokerage', 'x', '__proto__');
    const subtype = fc.oneof(fc.constantFrom(...every.map(([, name]) => name)), fc.string());
    const literals = fc.oneof(
      anyJson,
      fc.dictionary(type, fc.array(subtype)),
      fc.array(fc.record({ type, subtype })),
    );
    fc.assert(
      fc.property(literals, (literal) => {
        const { value } = accountFilters(literal);
        for (const [name, filter] of Object.entries(value ?? {})) {
          expect(filter.account_subtypes.length).toBeGreaterThan(0);
          for (const wanted of filter.account_subtypes) {
            expect(every).toContainEqual([name, wanted]);
          }
        }
        expect(accountFilters(value ?? null).value).toEqual(value);
      }),
    );
  });
});

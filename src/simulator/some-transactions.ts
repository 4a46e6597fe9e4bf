import type { ItemTokens } from './items.ts';
import { mixLetters } from './mix.ts';
import type { JsonObject } from './reply.ts';

const merchants = [
  ['Tectra Inc', 500, 'GENERAL_MERCHANDISE', 'Shops'],
  ['KFC', 7.25, 'FOOD_AND_DRINK', 'Food and Drink'],
  ['Uber', 5.4, 'TRANSPORTATION', 'Travel'],
  ['United Airlines', -500, 'TRAVEL', 'Travel'],
] as const;

/** One transaction: the fields of Plaid's that apps read. */
export interface SomeTransaction extends JsonObject {
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** One transaction a month and merchant, from 2016 to 2030, newest first. */
export function someTransactions(
  tokens: ItemTokens,
  index: number,
  accounts: readonly JsonObject[],
): readonly SomeTransaction[] {
  const all: SomeTransaction[] = [];
  for (let month = 0; month < 15 * 12; month += 1) {
    for (const [at, [name, amount, primary, category]] of merchants.entries()) {
      const date = new Date(Date.UTC(2016, month, 3 + at * 7)).toISOString().slice(0, 10);
      const id = mixLetters(month * merchants.length + at, index, 37);
      all.push({
        transaction_id: id,
        account_id:
          accounts[at % Math.max(1, accounts.length)]?.['account_id'] ?? tokens.itemId(index),
        amount,
        authorized_date: null,
        category: [category],
        category_id: '19000000',
        date,
        iso_currency_code: 'USD',
        location: { address: null, city: null, country: null, lat: null, lon: null },
        merchant_name: name,
        name,
        payment_channel: 'in store',
        payment_meta: {},
        pending: false,
        pending_transaction_id: null,
        personal_finance_category: { primary, detailed: `${primary}_OTHER` },
        transaction_type: 'place',
        unofficial_currency_code: null,
      });
    }
  }
  return all.toReversed();
}

import { constantName, listOf, shownName, type LinkValue } from './link-literals.ts';
import type { Json } from './json.ts';

/** `Products` of Plaid's OpenAPI description, as in plaid-node 47. */
const plaidProducts = [
  'assets',
  'auth',
  'balance',
  'balance_plus',
  'beacon',
  'identity',
  'identity_match',
  'investments',
  'investments_auth',
  'liabilities',
  'payment_initiation',
  'identity_verification',
  'transactions',
  'credit_details',
  'income',
  'income_verification',
  'standing_orders',
  'transfer',
  'employment',
  'recurring_transactions',
  'transactions_refresh',
  'signal',
  'statements',
  'processor_payments',
  'processor_identity',
  'profile',
  'cra_base_report',
  'cra_income_insights',
  'cra_partner_insights',
  'cra_network_insights',
  'cra_cashflow_insights',
  'cra_monitoring',
  'cra_lend_score',
  'cra_plaid_credit_score',
  'cra_qualify',
  'cra_home_lending',
  'layer',
  'pay_by_bank',
  'protect_linked_bank',
  'protect_transactions',
] as const;

/** A product Plaid has today. */
export type PlaidProduct = (typeof plaidProducts)[number];

/** Every value of `Products`. A few of them are refused by `/link/token/create`: {@link changedProducts}. */
export const productNames: ReadonlySet<string> = new Set(plaidProducts);

/** What became of a product that pages may still name. */
export interface ChangedProduct {
  /** What the server asks for instead; undefined where a person has to choose. */
  readonly becomes?: PlaidProduct;
  readonly note: string;
}

/**
 * Products of legacy pages that cannot be sent as they are. Sources: the description of `products`
 * in Plaid's OpenAPI (balance); Plaid's transition guides, which map /connect and /info; the
 * product lists of react-plaid-link 1 and react-native-plaid-link-sdk 7.
 */
export const changedProducts: ReadonlyMap<string, ChangedProduct> = new Map(
  Object.entries({
    balance: {
      note: 'balance was left out of products: Plaid refuses it there, and every other product brings it along.',
    },
    connect: { becomes: 'transactions', note: 'The product connect is called transactions today.' },
    info: { becomes: 'identity', note: 'The product info is called identity today.' },
    income: {
      note: 'The legacy product income was left out: income_verification took its place, with another flow and a user token; see https://plaid.com/docs/income.',
    },
    risk: { note: 'The product risk was left out: Plaid has no counterpart for it.' },
    credit_details: {
      note: 'credit_details was left out: its endpoint is gone; liabilities is the nearest product.',
    },
    deposit_switch: {
      note: 'deposit_switch was left out: Plaid ended the product and has no counterpart for it.',
    },
    liabilities_report: {
      becomes: 'liabilities',
      note: 'liabilities_report is no product today; liabilities was put in its place.',
    },
  } satisfies Record<string, ChangedProduct>),
);

const current: ReadonlyMap<string, PlaidProduct> = new Map(
  plaidProducts.filter((name) => !changedProducts.has(name)).map((name) => [name, name]),
);

/**
 * The `product` of a page as `products` of `/link/token/create`: `'auth, transactions'` is split,
 * `PlaidProduct.AUTH` is read as a name, doubles go, and what Plaid would refuse is kept out.
 */
export function linkProducts(literal: Json): LinkValue<readonly PlaidProduct[]> {
  const names = new Set(listOf(literal).map(productName));
  const products = new Set<PlaidProduct>();
  const notes: string[] = [];
  for (const name of names) {
    const changed = changedProducts.get(name);
    const product = changed === undefined ? current.get(name) : changed.becomes;
    if (product !== undefined) products.add(product);
    if (changed !== undefined) notes.push(changed.note);
    else if (product === undefined) {
      notes.push(`${shownName(name)} was left out of products: Plaid has no product of that name.`);
    }
  }
  return { value: products.size === 0 ? undefined : [...products], notes };
}

/** `PaymentInitiation`, `PAYMENT_INITIATION` and `payment-initiation` are `payment_initiation`. */
function productName(text: string): string {
  return constantName(text)
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}

import { linkProducts, type PlaidProduct } from './link-products.ts';

/** Calls that only a user of the product makes: routes and the names that SDKs of all languages give them. */
const calls: readonly (readonly [PlaidProduct, RegExp])[] = [
  ['transactions', /\btransactions[/_]?(?:get|sync|refresh)\b|\.getTransactions\(/i],
  ['recurring_transactions', /\btransactions[/_]?recurring[/_]?get\b/i],
  ['auth', /\bauth[/_]?get\b|\.getAuth\(/i],
  ['identity', /\bidentity[/_]?(?:get|match)\b|\.getIdentity\(/i],
  ['investments', /\binvestments[/_]?(?:holdings|transactions)[/_]?get\b|\.getHoldings\(/i],
  ['liabilities', /\bliabilities[/_]?get\b|\.getLiabilities\(/i],
  ['assets', /\basset[/_]?report[/_]?(?:create|get)\b|\.(?:create|get)AssetReport\(/i],
];

/** `products: ['auth']`, `product="auth,transactions"`, `'products' => [Products::AUTH]`. */
const LISTS =
  /\bproducts?["']?\s{0,9}(?:[:=]|=>)\s{0,9}\{?\s{0,9}(?:\[([^\]]{1,300})\]|(["'`])([\w ,]{2,120})\2)/gi;

/** The products that code uses, by the lists it gives Link and the calls it makes. */
export function productsIn(text: string): readonly PlaidProduct[] {
  const called = calls.filter(([, pattern]) => pattern.test(text)).map(([product]) => product);
  const listed = [...text.matchAll(LISTS)].flatMap(([, list, , names]) => {
    const words = (list ?? names ?? '').match(/[\w.-]+/g) ?? [];
    return linkProducts(words.map((word) => word)).value ?? [];
  });
  return [...new Set([...called, ...listed])];
}

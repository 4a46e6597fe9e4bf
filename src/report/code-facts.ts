import { productsIn } from '../plaid/product-evidence.ts';
import type { Project } from '../scan/project.ts';

/** What the text of a tree says besides its findings. */
export interface CodeFacts {
  /** Files that ask Plaid for link tokens. */
  readonly mintLinkTokens: ReadonlySet<string>;
  /** Files that open Link and name a link token, or a token and no key. */
  readonly openWithLinkToken: ReadonlySet<string>;
  /** In alphabetical order. */
  readonly products: readonly string[];
}

/** What there is of the new world already. By words, as it only says how far a project is. */
export function codeFacts(project: Project): CodeFacts {
  const mintLinkTokens = new Set<string>();
  const openWithLinkToken = new Set<string>();
  const products = new Set<string>();
  for (const { path, text } of project.files.values()) {
    if (!/plaid/i.test(text) || /(?:^|\/)package\.json$/.test(path)) continue;
    if (MINTS.test(text)) mintLinkTokens.add(path);
    if (OPENS.test(text) && TOKEN.test(text)) openWithLinkToken.add(path);
    for (const product of productsIn(text)) products.add(product);
  }
  return { mintLinkTokens, openWithLinkToken, products: [...products].toSorted() };
}

const MINTS = /\blink_?token_?create|link\/token\/create|\.createLinkToken\(/i;
const OPENS =
  /\bPlaid\.create\b|\busePlaidLink\b|<PlaidLink\b|\bLinkTokenConfiguration\b|\blinkTokenConfiguration\b|\bPlaidLink\b/;
/** `link_token`, `PlaidLinkOptionsWithLinkToken`, or `token` where nothing speaks of a key. */
const TOKEN = /link_?token|^(?=[^]*\btoken\b)(?![^]*public_?key)/i;

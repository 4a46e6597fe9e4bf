/** Where Plaid hosts Link. */
export const LINK_SCRIPT = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js';

/** Where Plaid hosted its first version, which knows no link_token. */
export const FIRST_HOSTED = /cdn\.plaid\.com\/link\/stable\/link-initialize\.js/g;

/** A text with the address of Link's first version moved to that of today. */
export function hostedScript(text: string): string {
  return text.replace(FIRST_HOSTED, 'cdn.plaid.com/link/v2/stable/link-initialize.js');
}

import type { Rule } from '../rule.ts';
import { besides } from './besides.ts';
import { foreignSdkCall } from './foreign-sdk-call.ts';
import { nativeLink } from './native-link.ts';
import { webviewLinkUrl } from './webview-link-url.ts';

/**
 * What `codemod` leaves to a person in apps for phones, with the code to write: of what `others` rewrite,
 * nothing.
 */
export function phoneRules(others: readonly Rule[]): readonly Rule[] {
  return [nativeLink, webviewLinkUrl].map((rule) => besides(rule, others));
}

/**
 * What there is to say of code that is not JavaScript, in the order its findings are listed: of what
 * `others` rewrite, nothing.
 */
export function languageRules(others: readonly Rule[]): readonly Rule[] {
  return [...phoneRules(others), besides(foreignSdkCall, others)];
}

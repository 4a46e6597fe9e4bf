import type { Rule } from '../rule.ts';
import { besides } from './besides.ts';
import { foreignSdkCall } from './foreign-sdk-call.ts';
import { nativeLink } from './native-link.ts';
import { webviewLinkUrl } from './webview-link-url.ts';

const own: readonly Rule[] = [nativeLink, webviewLinkUrl, foreignSdkCall];

/**
 * What `report` says of code that is not JavaScript, in the order its findings are listed: of what `others`
 * rewrite, nothing.
 */
export function languageRules(others: readonly Rule[]): readonly Rule[] {
  return own.map((rule) => besides(rule, others));
}

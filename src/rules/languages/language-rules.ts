import { isGrammarAbsent } from '../../scan/native/grammars.ts';
import { nativeLanguageOf } from '../../scan/native/native-language.ts';
import type { Rule } from '../rule.ts';
import { besides } from './besides.ts';
import { foreignSdkCall } from './foreign-sdk-call.ts';
import { nativeLink } from './native-link.ts';
import { publicTokenLeft } from './public-token-left.ts';
import { webviewLinkUrl } from './webview-link-url.ts';

/**
 * What `codemod` leaves to a person in apps for phones, with the code to write: of what `others` rewrite,
 * nothing.
 */
export function phoneRules(others: readonly Rule[]): readonly Rule[] {
  return [nativeLink, webviewLinkUrl].map((rule) => besides(sayingWhatIsMissing(rule), others));
}

/**
 * What there is to say of code that is not JavaScript, in the order its findings are listed: of what
 * `others` rewrite, nothing.
 */
export function languageRules(others: readonly Rule[]): readonly Rule[] {
  return [...phoneRules(others), besides(foreignSdkCall, others), besides(publicTokenLeft, others)];
}

/** Where code is not parsed for want of a grammar, a person is told how it would be. */
function sayingWhatIsMissing(rule: Rule): Rule {
  return {
    ...rule,
    find: (file, project, settings) => {
      const language = nativeLanguageOf(file.path);
      const sites = rule.find(file, project, settings);
      if (language === undefined || !isGrammarAbsent(language)) return sites;
      return sites.map((site) =>
        Object.assign({}, site, { next: `${site.next ?? ''} ${INSTALL}` }),
      );
    },
  };
}

const INSTALL =
  'Or run npm install web-tree-sitter @cursorless/tree-sitter-wasms, which were left out here: with them plaid-migrate rewrites such code where it can.';

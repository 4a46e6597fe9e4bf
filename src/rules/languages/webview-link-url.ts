import { onceEach } from '../../scan/once-each.ts';
import { codeLanguageOf, type CodeLanguage } from '../../scan/code-text/code-language.ts';
import type { StringLiteral } from '../../scan/code-text/code-text.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { Rule, Site } from '../rule.ts';
import { foreignCodeOf, type ForeignCode } from './foreign-code.ts';

const ID = 'webview-link-url';
const PAGE = /\/link\/[\w/.]*link\.html/;

/** The address of Link in the webviews of apps that are written in other languages than JavaScript. */
export const webviewLinkUrl: Rule = {
  id: ID,
  title: 'A webview of an app opens Link with a public_key in its address',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/webview/',
  mightApply: (text) =>
    (text.includes('cdn.plaid.com') && text.includes('/link.html')) || /[?&]isWebview=/i.test(text),
  find: findSites,
};

function findSites(file: ScannedFile): Site[] {
  const language = codeLanguageOf(file.path);
  if (language === undefined || language === 'xml' || !webviewLinkUrl.mightApply(file.text))
    return [];
  const code = foreignCodeOf(file);
  if (code === undefined) return [];
  return code.strings.flatMap((string): Site[] => {
    const address = code.text.slice(string.start, string.end);
    const isOpened = PAGE.test(address) ? hasKey(address, code) : isQuery(string, code);
    if (!isOpened) return [];
    return [
      {
        rule: ID,
        path: file.path,
        range: { start: string.start, end: string.end },
        outcome: 'manual',
        message: 'A webview opens Link with a public_key in its address.',
        next: 'Give the address isWebview=true and token=<link_token from your server>, and nothing else: the other parameters your server gives /link/token/create.',
        replacement: addressIn(language),
        edits: [],
      },
    ];
  });
}

/** `base + '?key=' + key + '&isWebview=true'`, where the page is named elsewhere. */
function isQuery({ start, end }: StringLiteral, code: ForeignCode): boolean {
  const own = code.text.slice(start, end);
  if (!/[?&]key=/.test(own) || !isPlaidsWithoutPage(code)) return false;
  const near = code.text.slice(end, end + 1000);
  return /[?&]isWebview=/i.test(own) || /^[^;]*?["'][?&]isWebview=/i.test(near);
}

const isPlaidsWithoutPage = onceEach(
  ({ text }: ForeignCode) => !PAGE.test(text) && /plaid/i.test(text),
);

/** The key stands in the address, or among what the file puts behind it. */
function hasKey(address: string, code: ForeignCode): boolean {
  if (/[?&]key=/.test(address)) return true;
  // Parameters may be put together in a function of their own.
  return !/[?&]token=/.test(address) && namesKey(code);
}

const namesKey = onceEach(({ strings, text }: ForeignCode) =>
  strings.some(({ start, end }) => /^[@r]?["']key["']$|[?&]key=/.test(text.slice(start, end))),
);

const QUERY = 'https://cdn.plaid.com/link/v2/stable/link.html?isWebview=true&token=';

function addressIn(language: CodeLanguage): string {
  switch (language) {
    case 'swift':
      return `"${QUERY}\\(linkToken)"`;
    case 'kotlin':
    case 'dart':
      return `"${QUERY}$linkToken"`;
    case 'objective-c':
      return `[@"${QUERY}" stringByAppendingString:linkToken]`;
    case 'python':
      return `f"${QUERY}{link_token}"`;
    case 'ruby':
    case 'elixir':
      return `"${QUERY}#{link_token}"`;
    case 'php':
      return `"${QUERY}{$linkToken}"`;
    case 'csharp':
      return `$"${QUERY}{linkToken}"`;
    case 'java':
    case 'go':
    case 'xml':
      return `"${QUERY}" + linkToken`;
  }
}

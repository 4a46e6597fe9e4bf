import { codeLanguageOf } from '../../scan/code-text/code-language.ts';
import type { Project } from '../../scan/project.ts';
import { angularjsPlaidLink } from '../angular/angularjs-plaid-link.ts';
import { androidLink } from '../native/android-link.ts';
import { flutterLink } from '../native/flutter-link.ts';
import { iosLink } from '../native/ios-link.ts';
import { nativeWebview } from '../native/native-webview.ts';
import { reactNativeLink } from '../react-native/react-native-link.ts';
import type { RuleSettings } from '../rule.ts';
import { hasLegacyLink } from '../server/legacy-link.ts';
import { plaidAuthenticator } from '../webview/plaid-authenticator.ts';
import { webviewLink } from '../webview/webview-link.ts';
import { nativeLink } from './native-link.ts';
import { webviewLinkUrl } from './webview-link-url.ts';

/** What opens Link with a public_key, besides what `hasLegacyLink` looks at. */
const otherLinks = [
  angularjsPlaidLink,
  reactNativeLink,
  webviewLink,
  plaidAuthenticator,
  androidLink,
  iosLink,
  flutterLink,
  nativeWebview,
  nativeLink,
  webviewLinkUrl,
];

const known = new WeakMap<Project, boolean>();

/**
 * Whether the pages and apps of a tree open Link with link tokens alone: some do, none has a public_key, and
 * none asks a route by the name of it for a public_token.
 */
export function opensWithLinkTokens(project: Project, settings: RuleSettings): boolean {
  const answer = known.get(project) ?? areMigrated(project, settings);
  known.set(project, answer);
  return answer;
}

function areMigrated(project: Project, settings: RuleSettings): boolean {
  const files = [...project.files.values()].filter(({ kind }) => kind !== 'data');
  const pages = files.filter((file) => OPENS.test(file.text) && LINK_TOKEN.test(file.text));
  if (pages.length === 0 || isAskedFor(project)) return false;
  if (hasLegacyLink(project, settings)) return false;
  return !files.some((file) =>
    otherLinks.some(
      (rule) => rule.mightApply(file.text) && rule.find(file, project, settings).length > 0,
    ),
  );
}

const OPENS = /\bPlaid\.create\b|\busePlaidLink\b|\bPlaidLink\b|\b[lL]inkTokenConfiguration\b/;
const LINK_TOKEN = /\blink_?token/i;
/** `fetch('/api/create_public_token')`, in files that need not name Plaid. */
const ASKS = ['create_public_token', 'createPublicToken', 'public_token/create'];

/** A server names the route and its function, and a page calls it. */
function isAskedFor(project: Project): boolean {
  return ASKS.some((name) =>
    project.mentioning(name).some(({ path }) => codeLanguageOf(path) === undefined),
  );
}

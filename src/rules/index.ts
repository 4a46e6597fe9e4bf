import { angularjsPlaidLink } from './angular/angularjs-plaid-link.ts';
import { linkDropIn } from './drop-in/drop-in.ts';
import { linkCreate } from './plaid-create/link-create.ts';
import { phoneRules } from './languages/language-rules.ts';
import { linkScriptUrl } from './link-script-url.ts';
import { androidLink } from './native/android-link.ts';
import { iosLink } from './native/ios-link.ts';
import { flutterLink } from './native/flutter-link.ts';
import { nativeSettings } from './native/native-settings.ts';
import { nativeWebview } from './native/native-webview.ts';
import { ngxPlaidLink } from './angular/ngx-plaid-link.ts';
import { openDecision } from './open-decision.ts';
import { otherWrapper } from './other-wrapper.ts';
import { publicKeyElsewhere } from './public-key-elsewhere.ts';
import { reactNativeLink } from './react-native/react-native-link.ts';
import { reactPlaidLinkButton } from './react/react-plaid-link-button.ts';
import { reactPlaidLink } from './react/react-plaid-link.ts';
import { reactPlaid } from './react/react-plaid.ts';
import { linkTokenElsewhere } from './server/link-token-elsewhere.ts';
import { linkTokenEndpoint } from './server/link-token-endpoint.ts';
import type { Rule } from './rule.ts';
import { legacyApi } from './server/legacy-api.ts';
import { publicTokenRoute } from './server/public-token-route.ts';
import { sdkCall } from './server/sdk-call.ts';
import { sdkClient } from './server/sdk-client.ts';
import { plaidAuthenticator } from './webview/plaid-authenticator.ts';
import { webviewLink } from './webview/webview-link.ts';
import { vuePlaidLink } from './vue/vue-plaid-link.ts';

/** What rewrites the code of apps for phones. */
export const native: readonly Rule[] = [
  iosLink,
  androidLink,
  flutterLink,
  nativeWebview,
  nativeSettings,
];

const rewriting: readonly Rule[] = [
  linkCreate,
  linkDropIn,
  linkScriptUrl,
  reactPlaidLink,
  reactPlaidLinkButton,
  reactPlaid,
  vuePlaidLink,
  ngxPlaidLink,
  angularjsPlaidLink,
  reactNativeLink,
  webviewLink,
  ...native,
  ...phoneRules(native),
  plaidAuthenticator,
  otherWrapper,
  sdkClient,
  sdkCall,
  publicTokenRoute,
  legacyApi,
  linkTokenEndpoint,
  linkTokenElsewhere,
  publicKeyElsewhere,
];

/** Every rule of `codemod`, in the order their findings are listed. */
export const rules: readonly Rule[] = [...rewriting, openDecision(rewriting)];

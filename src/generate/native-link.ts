import { unreachable } from '../core/errors.ts';
import type { FileStyle } from '../scan/file-style.ts';
import { inStyle } from './in-style.ts';
import { failureText, nested, tokenRequest, tokenRequestParts } from './token-request.ts';
import type { LinkTokenSource } from './link-token-source.ts';

/**
 * How a version of react-native-plaid-link-sdk opens Link with a link_token: `flat`: openLink with `token`
 * beside the callbacks (5 and 6); `token-config`: openLink with `tokenConfig` (7 to 11); `create-open`:
 * `create`, then `open` (12); `session`: createPlaidLinkSession (13). (Sources: the packages themselves.)
 */
export type NativeLinkApi = 'flat' | 'token-config' | 'create-open' | 'session';

/** A function that opens Link of react-native-plaid-link-sdk with a token of the app's server. */
export interface NativeLinkCode {
  readonly kind: 'native-link';
  readonly name: string;
  readonly at: number;
  readonly scope: number;
  readonly api: NativeLinkApi;
  /** What the script calls the functions of the package. */
  readonly calls: Readonly<Record<string, string>>;
  readonly source: LinkTokenSource;
  /** Whether the options bring a token of their own (update mode, payments). */
  readonly given: 'never' | 'sometimes' | 'always';
  /** `tokenConfig` has to say `noLoadingState`. */
  readonly wantsLoadingState: boolean;
}

/** A component in place of PlaidLink of react-native-plaid-link-sdk. */
export interface NativeLinkComponentCode {
  readonly kind: 'native-link-component';
  readonly name: string;
  readonly at: number;
  readonly scope: number;
  /** The function it calls. */
  readonly opens: string;
  readonly looks: 'button' | 'component' | 'touchable';
}

/**
 * A function that opens Link with a token of the app's own server, fetched for each link: tokens serve one
 * and expire. A second press while Link opens is not heard; a token that cannot be had goes to `onExit`.
 */
export function nativeLinkCode(
  code: NativeLinkCode,
  style: FileStyle,
  indentation: string,
): string {
  const flag = `isLinkOpening${/\d*$/.exec(code.name)?.[0] ?? ''}`;
  const parts = { ...tokenRequestParts(code.source), ...code.calls, name: code.name, flag };
  return inStyle(template(code), style, parts, indentation);
}

function template(code: NativeLinkCode): string {
  const request = nested(tokenRequest(code.source), 2);
  const taken = code.given === 'never' ? 'callbacks' : '{ token: given, ...callbacks }';
  return `// Link opens with a link_token from our server, a new one each time.
LET %flag% = false;

async function %name%(${taken}«: ${typeOf(code)}») {
  if (%flag%) return;
  %flag% = true;
  try {
    ${tokenLine(code.given, request)}
    ${nested(opening(code), 2)}
  } catch (error«: any») {
    CONST message = ${failureText(code.source)};
    console.error(message);
    CONST failure«: any» = {
      error: ${failure(code)},
      metadata: {}‚
    };
    if (callbacks.onExit) callbacks.onExit(failure);
  } finally {
    %flag% = false;
  }
}
`;
}

function tokenLine(given: NativeLinkCode['given'], request: string): string {
  switch (given) {
    case 'never':
      return `CONST token«: string» = await ${request};`;
    case 'sometimes':
      return `CONST token«: string» = given || (await ${request});`;
    case 'always':
      return "if (!given) throw new Error('No link_token was given');\n    CONST token = given;";
    default:
      return unreachable(given);
  }
}

/** (react-native-plaid-link-sdk: LinkError since 7; before, what the native SDK gave.) */
function failure({ api }: NativeLinkCode): string {
  return api === 'flat'
    ? `{ error_type: 'API_ERROR', error_code: 'NO_LINK_TOKEN', error_message: message }`
    : `{ errorType: 'API_ERROR', errorCode: 'NO_LINK_TOKEN', errorMessage: message }`;
}

function opening({ api, wantsLoadingState }: NativeLinkCode): string {
  const config = wantsLoadingState ? '{ token, noLoadingState: false }' : '{ token }';
  switch (api) {
    case 'flat':
      return 'await %openLink%({ ...callbacks, token });';
    case 'token-config':
      return `await %openLink%({ ...callbacks, tokenConfig: ${config} });`;
    case 'create-open':
      return '%create%({ token });\nawait %open%(callbacks);';
    case 'session':
      return `CONST session = await %createPlaidLinkSession%({
  token,
  onSuccess: callbacks.onSuccess,
  onExit: callbacks.onExit || (() => {}),
  onEvent: callbacks.onEvent || (() => {})‚
});
await session.open();`;
    default:
      return unreachable(api);
  }
}

function typeOf({ api, given }: NativeLinkCode): string {
  const token = given === 'never' ? '' : ' & { token?: string | null }';
  switch (api) {
    case 'flat':
      return 'any';
    case 'token-config':
      return `Omit<Parameters<typeof %openLink%>[0], 'tokenConfig' | 'publicKeyConfig'>${token}`;
    case 'create-open':
      return `Parameters<typeof %open%>[0]${token}`;
    case 'session':
      return `Pick<Parameters<typeof %createPlaidLinkSession%>[0], 'onSuccess'> &
  Partial<Pick<Parameters<typeof %createPlaidLinkSession%>[0], 'onExit' | 'onEvent'>>${token}`;
    default:
      return unreachable(api);
  }
}

/** What the package's PlaidLink was, for a Link that fetches its token. (`PlaidLink.js` of 1, 3, 6 and 10.) */
export function nativeLinkComponentCode(
  code: NativeLinkComponentCode,
  style: FileStyle,
  indentation: string,
): string {
  const parts = { name: code.name, opens: code.opens };
  return inStyle(component(code), style, parts, indentation);
}

function component({ looks }: NativeLinkComponentCode): string {
  switch (looks) {
    case 'button':
      return `function %name%({ title, accessibilityLabel, color, ...options }«: any») {
  return (
    <Button
      title={title}
      accessibilityLabel={accessibilityLabel}
      color={color}
      onPress={() => %opens%(options)}
    />
  );
}
`;
    case 'component':
      return `function %name%({ component: Component = TouchableOpacity, componentProps, children, ...options }«: any») {
  CONST onPress = () => {
    %opens%(options);
    if (componentProps && componentProps.onPress) componentProps.onPress();
  };
  return (
    <Component {...componentProps} onPress={onPress}>
      {children}
    </Component>
  );
}
`;
    case 'touchable':
      return `function %name%({ children, onPress, ...options }«: Parameters<typeof %opens%>[0] & {
  children?: any;
  onPress?(): any;
}») {
  CONST open = () => {
    if (onPress) onPress();
    %opens%(options);
  };
  return <TouchableOpacity onPress={open}>{children}</TouchableOpacity>;
}
`;
    default:
      return unreachable(looks);
  }
}

import type { FileStyle } from '../scan/file-style.ts';
import { inStyle } from './in-style.ts';
import { failureText, nested, tokenRequest, tokenRequestParts } from './token-request.ts';
import type { LinkTokenSource } from './link-token-source.ts';

/** A component around a webview of React Native that shows Link with a token. */
export interface LinkWebviewCode {
  readonly kind: 'link-webview';
  readonly name: string;
  readonly at: number;
  readonly scope: number;
  /** What the script calls its webview. */
  readonly webview: string;
  /** What the script calls React's Component. */
  readonly component: string;
  readonly source: LinkTokenSource;
  /** Whose props it has. */
  readonly like: 'webview' | 'plaid-authenticator';
}

/**
 * A component around the app's webview that fetches a link token and shows Link then. A class, since apps
 * that show Link in a webview are often older than hooks.
 */
export function linkWebviewCode(
  code: LinkWebviewCode,
  style: FileStyle,
  indentation: string,
): string {
  const { name, webview, component } = code;
  const parts = { ...tokenRequestParts(code.source), name, webview, component };
  return inStyle(template(code), style, parts, indentation);
}

function template({ source, like }: LinkWebviewCode): string {
  const isAuthenticator = like === 'plaid-authenticator';
  return `// Shows Link, once our server has given a link_token.
class %name% extends %component%«<any, { token: string | null }>» {
  state«: { token: string | null }» = { token: null };

  componentDidMount() {
    ${isAuthenticator ? 'if (this.props.token) return this.setState({ token: this.props.token });' : '%none%'}
    ${nested(tokenRequest(source), 2)}
      .then(FN(token«: string») {
        this.setState({ token });
      })
      .catch(FN(error«: any») {
        console.error(${failureText(source)});
      });
  }

  render() {
${isAuthenticator ? AUTHENTICATOR : WEBVIEW}
  }
}
`;
}

const WEBVIEW = `    CONST { uri, ...props } = this.props;
    CONST { token } = this.state;
    return token === null ? null : <%webview% {...props} source={{ uri: uri(token) }} />;`;

/** (react-native-plaid-link 1.4: its source.) */
const AUTHENTICATOR = `    CONST { onMessage, plaidRef, token: given, ...props } = this.props;
    CONST { token } = this.state;
    if (token === null) return null;
    return (
      <%webview%
        {...props}
        ref={plaidRef}
        source={{ uri: 'https://cdn.plaid.com/link/v2/stable/link.html?isWebview=true&token=' + token }}
        injectedJavaScript="window.postMessage = (data) => window.ReactNativeWebView.postMessage(data);"
        onMessage={(event«: any») => onMessage(JSON.parse(event.nativeEvent.data))}
      />
    );`;

import type { FileStyle } from '../../rules/file-style.ts';
import type { GeneratedCode } from '../../rules/rule.ts';
import { inStyle } from './in-style.ts';
import { nested, tokenRequest, tokenRequestParts } from './token-request.ts';

/** The {@link GeneratedCode} this file writes. */
export type LinkWebviewCode = Extract<GeneratedCode, { kind: 'link-webview' }>;

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

function template({ source }: LinkWebviewCode): string {
  return `// Shows Link, once our server has given a link_token.
class %name% extends %component%«<any, { token: string | null }>» {
  state«: { token: string | null }» = { token: null };

  componentDidMount() {
    ${nested(tokenRequest(source), 2)}
      .then(FN(token«: string») {
        this.setState({ token });
      })
      .catch(FN(error«: any») {
        console.error(error.message || 'No link_token: the server answered ' + error.status);
      });
  }

  render() {
    CONST { uri, ...props } = this.props;
    CONST { token } = this.state;
    return token === null ? null : <%webview% {...props} source={{ uri: uri(token) }} />;
  }
}
`;
}

import type { FileStyle } from '../scan/file-style.ts';
import { inStyle } from './in-style.ts';
import { failureText, nested, tokenRequest, tokenRequestParts } from './token-request.ts';
import type { LinkTokenSource, TokenHandling } from './link-token-source.ts';

/** A function that takes the options of `Plaid.create` and returns a Link handler at once. */
export interface LinkHandlerCode {
  readonly kind: 'link-handler';
  readonly name: string;
  readonly at: number;
  /** Start of the function or file whose names the code needs. */
  readonly scope: number;
  /** How this file reaches Link: `Plaid`, `window.Plaid`, `(window as any).Plaid`. */
  readonly plaid: string;
  /** TypeScript takes what `Plaid.create` gives for anything. */
  readonly isAny?: boolean;
  /** The script makes several Links: the second argument, `linkName`, says which. */
  readonly takesName?: boolean;
  readonly source: LinkTokenSource;
  readonly token: TokenHandling;
}

/** How the options of Link are typed in a TypeScript file. */
export type LinkTypes = 'plaid-link' | 'none';

/**
 * A function that stands in for `Plaid.create`: it returns a handler at once, as the code around it
 * expects, fetches the link token, and opens Link as soon as both a token and a click are there.
 *
 * A token serves one link and expires, so the next one is fetched when Link is opened again. A token
 * that cannot be had is logged, and goes to `onExit` where somebody is waiting for Link to open.
 */
export function linkHandlerCode(
  code: LinkHandlerCode,
  style: FileStyle,
  types: LinkTypes,
  indentation: string,
): string {
  const parts = { ...tokenRequestParts(code.source), name: code.name, plaid: code.plaid };
  return inStyle(template(code, style, types), style, parts, indentation);
}

function template(code: LinkHandlerCode, style: FileStyle, declared: LinkTypes): string {
  // (@types/plaid-link declares the member of Window, and no variable.)
  const types = code.plaid === 'window.Plaid' ? declared : 'none';
  const choosesToken = code.token.given || code.token.returns;
  const open = code.token.stored ? 'show()' : 'handler.open()';
  return `// Stands in for Plaid.create: Link opens with a link_token from our server. A token serves one link and
// expires, so the next one is fetched when Link is opened again.
function %name%(options«: ${typeOf(code, types)}»${code.takesName === true ? ', linkName«: string»' : ''})${code.isAny === true ? '«: any»' : ''} {
  LET handler«: any» = null;
  LET loading = false;
  LET wanted = false;
  LET used = false;
  ${code.token.stored ? 'LET linkToken«: any» = null;' : '%none%'}

  ${choosesToken ? nested(fetchToken(code), 1) : '%none%'}
${choosesToken ? '' : '%none%'}
  function load() {
    loading = true;
    ${choosesToken ? 'fetchToken()' : nested(tokenRequest(code.source), 2)}
      .then(FN(token«: string») {
        if (handler) handler.destroy();
        ${code.token.stored ? 'linkToken = token;' : '%none%'}
        handler = %plaid%.create(${style.typescript ? '{' : 'Object.assign({}, options, {'}
          ${style.typescript ? '...options,' : '%none%'}
          ${style.syntax === 'es5' ? 'token: token' : 'token'},
          ${code.token.returns ? 'receivedRedirectUri: used ? undefined : options.receivedRedirectUri,' : '%none%'}
          onSuccess: FN(publicToken«: any», metadata«: any») {
            used = true;
            ${code.token.stored ? "localStorage.removeItem('plaid_link_token');" : '%none%'}
            options.onSuccess(publicToken, metadata);
          },
          onExit: FN(error«: any», metadata«: any») {
            if (error && error.error_code === 'INVALID_LINK_TOKEN') used = true;
            if (options.onExit) options.onExit(error, metadata);
          }‚
        }${style.typescript ? '' : ')'});
        loading = false;
        used = false;
        if (wanted) ${open};
        wanted = false;
      })
      .catch(FN(error«: any») {
        CONST message = ${failureText(code.source)};
        CONST isAwaited = wanted;
        loading = false;
        wanted = false;
        console.error(message);
        if (isAwaited && options.onExit) {
          options.onExit(
            { error_type: 'API_ERROR', error_code: 'NO_LINK_TOKEN', error_message: message, display_message: null },
            { institution: null, status: null, link_session_id: '', request_id: '' }${types === 'plaid-link' ? '« as never»' : ''}
          );
        }
      });
  }

  ${code.token.stored ? nested(SHOW, 1) : '%none%'}
${code.token.stored ? '' : '%none%'}
  load();

  return {
    open: FN() {
      if (handler && !used) return ${open};
      wanted = true;
      if (!loading) load();
    },
    exit: FN(exitOptions«?: any») {
      wanted = false;
      if (handler) handler.exit(exitOptions);
    },
    destroy: FN() {
      wanted = false;
      if (handler) handler.destroy();
      handler = null;
    }‚
  };
}
`;
}

/** Without an index signature, which an interface of the app's own would not fit. */
function typeOf(code: LinkHandlerCode, types: LinkTypes): string {
  if (types === 'plaid-link') return 'Parameters<typeof %plaid%.create>[0]';
  const token = code.token.given ? '\n  token?: any;' : '';
  const uri = code.token.returns ? '\n  receivedRedirectUri?: any;' : '';
  return `{
  onSuccess: (publicToken: any, metadata: any) => void;
  onExit?: (error: any, metadata: any) => void;
  onEvent?: (eventName: any, metadata: any) => void;
  onLoad?: () => void;${token}${uri}
}`;
}

/** Stored when Link opens: a token that only waits belongs to no bank's visit. */
const SHOW = `function show() {
  // The bank returns to a page that has to open Link with this very token.
  localStorage.setItem('plaid_link_token', linkToken);
  handler.open();
}`;

/** In the order a token is looked for: the caller's own, that of before the bank, a new one. */
function fetchToken(code: LinkHandlerCode): string {
  const lines = ['function fetchToken()«: Promise<any>» {'];
  if (code.token.given) lines.push('  if (options.token) return Promise.resolve(options.token);');
  if (code.token.returns) {
    const stored = "localStorage.getItem('plaid_link_token')";
    lines.push(`  if (options.receivedRedirectUri && !used) return Promise.resolve(${stored});`);
  }
  lines.push(`  return ${nested(tokenRequest(code.source), 1)};`, '}');
  return lines.join('\n');
}

import type { FileStyle } from '../scan/file-style.ts';
import { inStyle } from './in-style.ts';
import { failureText, nested, tokenRequest, tokenRequestParts } from './token-request.ts';
import type { LinkTokenSource, TokenHandling } from './link-token-source.ts';

/** A hook that takes the options of usePlaidLink without a token, and fetches one. */
export interface LinkHookCode {
  readonly kind: 'link-hook';
  readonly name: string;
  readonly at: number;
  /** Start of the function or file whose names the code needs. */
  readonly scope: number;
  /** What the file calls usePlaidLink. */
  readonly wraps: string;
  /** The file opens several Links: the second argument, `linkName`, says which. */
  readonly takesName?: boolean;
  readonly source: LinkTokenSource;
  readonly token: TokenHandling;
}

/** React's hooks that {@link linkHookCode} calls. */
export const HOOKS_OF_LINK_HOOK: readonly string[] = [
  'useCallback',
  'useEffect',
  'useRef',
  'useState',
];

/**
 * A hook that takes the options of usePlaidLink without a token and gives what it gives: it fetches the
 * token, and opens Link as soon as a token, the script and a call of `open` are there. `open` stays the
 * same function, so that effects which depend on it run once.
 *
 * A token serves one link and expires, so the next one is fetched when Link is opened again. A token
 * that cannot be had is logged, and goes to `onExit` where somebody is waiting for Link to open; `ready`
 * is true then, so that a button which waits for it can be clicked to try again.
 */
export function linkHookCode(
  code: LinkHookCode,
  style: FileStyle,
  hooks: Readonly<Record<string, string>>,
  indentation: string,
): string {
  const parts = { ...tokenRequestParts(code.source), ...hooks, name: code.name, wraps: code.wraps };
  return inStyle(template(code, style), style, parts, indentation);
}

function template(code: LinkHookCode, style: FileStyle): string {
  const { given, stored, returns } = code.token;
  const linkToken = given ? 'linkToken' : 'token';
  const token = given ? 'token: linkToken' : 'token';
  const isNamed = code.takesName === true;
  const options = `Omit<Parameters<typeof %wraps%>[0], 'token'>${given ? ' & { token?: string | null }' : ''}${returns ? ' & { receivedRedirectUri?: string }' : ''}`;
  return `// Link opens with a link_token from our server. A token serves one link and expires, so the next one is
// fetched when Link is opened again.
function %name%(options«: ${options}»${isNamed ? ', linkName«: string»' : ''}) {
  CONST [token, setToken] = %useState%«<string | null>»(null);
  CONST [failed, setFailed] = %useState%(false);
  CONST sessionRef = %useRef%({ mounted: false, loading: false, wanted: false, used: false });
  ${given ? 'CONST linkToken = options.token || token;' : '%none%'}
  CONST link = %wraps%({
    ...options,
    ${token},
    ${returns ? `receivedRedirectUri: ${linkToken} && !sessionRef.current.used ? options.receivedRedirectUri : undefined,` : '%none%'}
    onSuccess: FN(publicToken, metadata) {
      sessionRef.current.used = true;
      options.onSuccess(publicToken, metadata);
    },
    onExit: FN(error, metadata) {
      // A used Link is taken down when the next one is made: nobody left it then.
      if (sessionRef.current.used) return;
      sessionRef.current.used = Boolean(error && error.error_code === 'INVALID_LINK_TOKEN');
      if (options.onExit) options.onExit(error, metadata);
    }‚
  });
  CONST { open: openLink, ready } = link;
  CONST latestRef = %useRef%({ options, ${token}, openLink, ready });
  %useEffect%(FN() {
    latestRef.current = { options, ${token}, openLink, ready };
  });

  CONST show = %useCallback%(FN() {
    sessionRef.current.used = false;
    if (!sessionRef.current.wanted || !latestRef.current.ready) return;
    sessionRef.current.wanted = false;
    latestRef.current.openLink();
  }, []);
  %useEffect%(show, [show, openLink, ready]);

  CONST load = %useCallback%(FN() {
    sessionRef.current.loading = true;
    ${stored ? nested(storedToken(code), 2) : nested(tokenRequest(code.source), 2)}
      .then(FN(nextToken«: string») {
        sessionRef.current.loading = false;
        if (nextToken === latestRef.current.token) show();
        else if (sessionRef.current.mounted) setToken(nextToken);
      })
      .catch(FN(error«: any») {
        CONST message = ${failureText(code.source)};
        CONST { onExit } = latestRef.current.options;
        CONST isAwaited = sessionRef.current.wanted && sessionRef.current.mounted;
        sessionRef.current.loading = false;
        sessionRef.current.wanted = false;
        console.error(message);
        if (sessionRef.current.mounted) setFailed(true);
        if (isAwaited && onExit) {
          onExit(
            { error_type: 'API_ERROR', error_code: 'NO_LINK_TOKEN', error_message: message, display_message: ${style.typescript ? "''" : 'null'} },
            { institution: null, status: null, link_session_id: '', request_id: '' }
          );
        }
      });
  }, [show${isNamed ? ', linkName' : ''}]);
  %useEffect%(FN() {
    CONST { current } = sessionRef;
    current.mounted = true;
    if (!current.loading && !latestRef.current.token) load();
    return FN() {
      current.mounted = false;
    };
  }, [load]);

  CONST open = %useCallback%(FN() {
    CONST { used, loading } = sessionRef.current;
    if (latestRef.current.ready && ${given ? '(!used || latestRef.current.options.token)' : '!used'}) {
      latestRef.current.openLink();
    } else {
      sessionRef.current.wanted = true;
      if (!loading && (used || !latestRef.current.token)) load();
    }
  }, [load]);

  return { ...link, open, ready: ready || failed };
}
`;
}

/** The bank returns to a page that has to open Link with the token of before; after that link, a new one. */
function storedToken(code: LinkHookCode): string {
  const request = nested(tokenRequest(code.source), code.token.returns ? 2 : 0);
  const keep = `.then(FN(newToken«: string») {
  // The bank returns to a page that has to open Link with this very token.
  localStorage.setItem('plaid_link_token', newToken);
  return newToken;
})`;
  if (!code.token.returns) return `${request}\n  ${nested(keep, 1)}`;
  return `CONST stored = localStorage.getItem('plaid_link_token');
CONST { options: { receivedRedirectUri } } = latestRef.current;
CONST request = receivedRedirectUri && !sessionRef.current.used
  ? Promise.resolve(stored || Promise.reject(new Error('No link_token is left from before the bank')))
  : ${request}
    ${nested(keep, 2)};
request`;
}

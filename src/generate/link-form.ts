import type { ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import { indentOfFile, type FileStyle } from '../scan/file-style.ts';
import { inStyle } from './in-style.ts';
import { nested, tokenRequest, tokenRequestParts } from './token-request.ts';
import type { LinkTokenSource, TokenHandling } from './link-token-source.ts';

/** A script element of a page: a button that opens Link, and a form that is submitted then. */
export interface LinkFormCode {
  readonly kind: 'link-form';
  /** The id of the button. */
  readonly name: string;
  /** End of the element it follows. */
  readonly at: number;
  /** Start of the tag it stands below. */
  readonly scope: number;
  /** The id of the form, as a JavaScript expression. */
  readonly formId: string;
  /** `nonce="…"`, for the policy of the page. */
  readonly nonce: string | undefined;
  /** The token the server renders into the page, as a JavaScript expression. */
  readonly given: string | undefined;
  readonly source: LinkTokenSource;
  readonly token: TokenHandling;
}

/** Puts the script behind the element that ends at `code.at`, in the style every browser reads. */
export function linkFormEdit(code: LinkFormCode, file: ScannedFile): TextEdit {
  const { text } = file;
  const style: FileStyle = {
    quote: "'",
    semicolons: true,
    indent: indentOfFile(file),
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    syntax: 'es5',
    typescript: false,
    functionSpace: true,
    trailingComma: false,
  };
  const parts = {
    ...tokenRequestParts(code.source),
    form: code.formId,
    button: `'${code.name}'`,
    nonce: code.nonce === undefined ? '' : ` ${code.nonce}`,
    given: code.given ?? '',
  };
  const line = text.slice(text.lastIndexOf('\n', code.scope - 1) + 1, code.scope);
  const script = inStyle(template(code), style, parts, /^[ \t]*/.exec(line)?.[0] ?? '');
  return { start: code.at, end: code.at, text: style.lineEnd + script };
}

/**
 * A script element that does what the drop-in module did for its form (its README, 2015): a click opens
 * Link, and success puts the public token into a hidden input and submits the form.
 *
 * Every click fetches a token of its own, for a token serves one link and expires.
 */
function template(code: LinkFormCode): string {
  const request = tokenRequest(code.source);
  const isGiven = code.given !== undefined;
  return `<script%nonce%>
  (function () {
    var button = document.getElementById(%button%);
    ${isGiven ? 'var given = %given%;' : '%none%'}

    // Link opens with a link_token from our server. A token serves one link: every click fetches another.
    button.addEventListener('click', function () {
      var form = document.getElementById(%form%);
      ${isGiven ? '' : '%none%'}
      ${isGiven ? nested(fetchToken(request), 3) : '%none%'}
      button.disabled = true;
      ${isGiven ? '(given ? Promise.resolve(given) : fetchToken())' : nested(request, 3)}
        .then(function (token) {
          var handler = Plaid.create({
            token: token,
            onSuccess: function (publicToken) {
              var input = document.createElement('input');
              input.type = 'hidden';
              input.name = 'public_token';
              input.value = publicToken;
              form.appendChild(input);
              form.submit();
            },
            onExit: function () {
              handler.destroy();
            }
          });
          handler.open();
        })
        .catch(function (error) {
          console.error(error.message);
        })
        .then(function () {
          button.disabled = false;
        });
    });
  })();
</script>`;
}

function fetchToken(request: string): string {
  return `function fetchToken() {
  return ${nested(request, 1)};
}
`;
}

import { linkRequestBody } from '../../plaid/link-request-body.ts';
import { describeRequest } from '../../plaid/link-request-text.ts';
import type { LinkTokenRequest } from '../../plaid/link-token-request.ts';
import { linkTokenSamples } from './link-token-samples.ts';

/** What the note is called, at the root of the project. */
export const linkTokenNotePath = 'plaid-link-token.md';

/** A request that pages make, and where they ask for its token; undefined where only their code says it. */
export interface AskedToken {
  readonly url: string | undefined;
  readonly request: LinkTokenRequest;
}

/**
 * The endpoint that the pages need, for whoever writes it in another language or another repository.
 * `exchange` is where the public token is exchanged today, as far as it is known.
 */
export function linkTokenNote(asked: readonly AskedToken[], exchange: string | undefined): string {
  const beside = exchange === undefined ? '' : ` Write it beside the exchange in \`${exchange}\`.`;
  const samples = asked[0] === undefined ? '' : samplesOf(asked[0]);
  return `# The endpoint that mints link tokens

The pages of this project open Plaid Link with a link_token now. They ask your server for it, and the
server that exchanges their public_token is the one to answer.${beside}

${asked.map(endpointText).join('\n')}
Whatever the language:

- Ask for a token only for a signed-in user, behind the same guard as the exchange, and take
  \`client_user_id\` from the session, never from the request. It is your own id of the user, no email
  address and no phone number.
- Answer with \`{ "link_token": "…" }\`, fresh for every request: a link_token expires and is used once.
- Never log an error of Plaid's client as a whole: some hold the secret.
- The exchange stays as it is. It and this endpoint need a client library that knows
  \`/link/token/create\`: any of 2020 or later.
- **Update mode**: send the \`access_token\` of the Item, looked up on the server, and no \`products\`.
  The page does not exchange anything then.
- **Payments**: create the payment first, send \`payment_initiation.payment_id\`, and
  \`payment_initiation\` as the only product.

See https://plaid.com/docs/api/link/#linktokencreate. What is empty in the samples is yours to fill in.

${samples}`;
}

function endpointText({ url, request }: AskedToken): string {
  const route = url === undefined ? '`POST`, at the URL the page asks' : `\`POST ${url}\``;
  const notes = request.notes.map((note) => `- ${note}\n`).join('');
  return `## ${route}

It sends this to \`/link/token/create\`:

\`\`\`jsonc
${describeRequest(request)}
\`\`\`
${notes === '' ? '' : `\n${notes}`}`;
}

function samplesOf({ url, request }: AskedToken): string {
  const path = url ?? '/create_link_token';
  return linkTokenSamples(linkRequestBody(request), path)
    .map(({ name, language, code }) => `## ${name}\n\n\`\`\`${language}\n${code}\n\`\`\`\n`)
    .join('\n');
}

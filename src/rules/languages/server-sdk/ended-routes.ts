import type { ForeignCode } from '../foreign-code.ts';
import type { SdkRemark } from '../foreign-sdk-call.ts';
import type { RetiredCall } from '../foreign-sdk.ts';

/** Routes that are called by their names, on a host of Plaid's or behind what holds it, and what takes their place. */
const routes: readonly {
  readonly path: RegExp;
  readonly call?: RetiredCall;
  readonly message: string;
  readonly next: string;
  readonly body?: string;
}[] = [
  {
    path: /(?:^[@"']*|plaid\.com|[}"'])\/?item\/public_token\/create\b/,
    call: 'public-token',
    message: 'A public_token for update mode opens Link no more.',
    next: 'POST /link/token/create with the access_token and without products, and open Link with its link_token.',
    body: '"access_token": ACCESS_TOKEN',
  },
  {
    path: /(?:^[@"']*|plaid\.com|[}"'])\/?payment_initiation\/payment\/token\/create\b/,
    message: 'A payment_token opens Link no more.',
    next: 'POST /link/token/create with the payment, and open Link with its link_token.',
    body: '"products": ["payment_initiation"], "payment_initiation": {"payment_id": PAYMENT_ID}',
  },
  {
    path: /(?:^[@"']*|plaid\.com|[}"'])\/?item\/add_token\/create\b/,
    message: 'An add token opens Link no more.',
    next: 'POST /link/token/create, and open Link with its link_token.',
    body: '"products": PRODUCTS',
  },
  {
    path: /(?:^[@"']*|plaid\.com|[}"'])\/?item\/access_token\/update_version\b/,
    message: 'This route migrates one legacy token.',
    next: 'Migrate all stored tokens with plaid-migrate tokens, then take the call out.',
  },
  {
    path: /\btartan\.plaid\.com\b|\bapi\.plaid\.com\/(?:connect|auth|info|income|risk|upgrade|balance|exchange_token|institutions|categories)\b/,
    message: 'This is the host of the legacy API, which Plaid has ended.',
    next: 'Call sandbox.plaid.com or production.plaid.com; most routes have other names there.',
  },
];

/** Strings that name a route or a host that is retired. */
export function endedRoutes(code: ForeignCode): readonly SdkRemark[] {
  if (!/plaid/i.test(code.withoutComments)) return [];
  return code.strings.flatMap(({ start, end }) => {
    // A route or an address, not a sentence about one.
    const text = code.text.slice(start, end);
    const found = /\s/.test(text) ? undefined : routes.find(({ path }) => path.test(text));
    if (found === undefined) return [];
    const { call, message, next, body } = found;
    const replacement = body === undefined ? {} : { replacement: requestWith(body) };
    const of = call === undefined ? {} : { call };
    return [{ ...of, range: { start, end }, message, next, ...replacement }];
  });
}

function requestWith(body: string): string {
  return [
    'POST /link/token/create',
    `{"client_id": CLIENT_ID, "secret": SECRET, "user": {"client_user_id": USER_ID}, "client_name": APP_NAME, "country_codes": ["US"], "language": "en", ${body}}`,
  ].join('\n');
}

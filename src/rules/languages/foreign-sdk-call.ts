import { codeLanguageOf } from '../../scan/code-text/code-language.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { Rule, RuleSettings, Site } from '../rule.ts';
import { foreignCodeOf, type ForeignCode } from './foreign-code.ts';
import { codeForVersion, isTooOld } from './code-for-version.ts';
import type { ForeignSdk, LinkPurpose, RetiredCall } from './foreign-sdk.ts';
import { foreignSdks } from './server-sdk/foreign-sdks.ts';
import { givenArguments, withoutSecrets } from './given-arguments.ts';
import { endedRoutes } from './server-sdk/ended-routes.ts';
import { opensWithLinkTokens } from './opens-with-link-token.ts';
import { sdkVersionOf, type SdkVersion } from './sdk-versions.ts';

export const FOREIGN_SDK_CALL = 'foreign-sdk-call';

/** Calls of retired methods, and public keys of clients, in other languages than JavaScript. */
export const foreignSdkCall: Rule = {
  id: FOREIGN_SDK_CALL,
  title: 'A retired call of Plaid in another language than JavaScript',
  severity: 'error',
  stage: 'server',
  docs: 'https://plaid.com/docs/api/link/#linktokencreate',
  mightApply: (text) =>
    /plaid/i.test(text) &&
    /public_?key|public_?token|payment_?token|paymentTokenCreate|createToken|add_?token|update_?version|UpdateAccessTokenVersion|AddTokenCreate|_(?:get|step|update|delete)\b|\.connect\b|exchange_?token|Plaid::User|Plaid\.(?:config|add_user|set_user)|PlaidClients|UserClient|tartan|api\.plaid\.com/i.test(
      text,
    ),
  find: findSites,
};

function findSites(file: ScannedFile, project: Project, settings: RuleSettings): Site[] {
  return callsIn(file, project)
    .filter(({ call }) => call !== 'public-token' || !opensWithLinkTokens(project, settings))
    .map((remark) => siteOf(remark, file.path));
}

function siteOf({ range, message, next, replacement }: SdkRemark, path: string): Site {
  return {
    rule: FOREIGN_SDK_CALL,
    path,
    range,
    outcome: 'manual',
    edits: [],
    message,
    ...(next === undefined ? {} : { next }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

/** Every retired call in a file, in source order, one a place. */
export function callsIn(file: ScannedFile, project: Project): readonly SdkRemark[] {
  const language = codeLanguageOf(file.path);
  if (language === undefined || language === 'xml' || !foreignSdkCall.mightApply(file.text))
    return [];
  const code = foreignCodeOf(file);
  if (code === undefined) return [];
  const sdks = foreignSdks.filter((sdk) => sdk.languages.includes(language));
  const remarks = [...endedRoutes(code)];
  for (const sdk of sdks) {
    remarks.push(...callSites(sdk, code, project));
    remarks.push(...clientSites(sdk, code, project), ...endedSites(sdk, code, project));
  }
  return remarks
    .toSorted((a, b) => a.range.start - b.range.start)
    .filter(({ range }, index, all) => range.start !== all[index - 1]?.range.start);
}

/** What there is to say of a call. */
export interface SdkRemark extends Pick<Site, 'range' | 'message' | 'next' | 'replacement'> {
  /** For calls of retired methods and routes. */
  readonly call?: RetiredCall;
}

function callSites(sdk: ForeignSdk, code: ForeignCode, project: Project): SdkRemark[] {
  const namesPlaid = /plaid/i.test(code.withoutComments);
  return sdk.calls.flatMap(({ call, finds }) =>
    [...code.code.matchAll(finds)].flatMap((match): SdkRemark[] => {
      // What hangs on an item, or on payment initiation, is nobody else's.
      if (!namesPlaid && !/item\w*\\?\.|payment_?initiation/i.test(finds.source)) return [];
      const version = sdkVersionOf(sdk.package, code.path, project);
      const { given, end } = callAt(match, code);
      const range = { start: match.index, end };
      const client = match.groups?.['client'] ?? 'client';
      const purpose = purposeOf(call, given[0], code);
      const message = MESSAGES[call];
      if (purpose === undefined) return [{ call, range, message, next: MIGRATE }];
      const parts = { client: code.text.slice(match.index, match.index + client.length), purpose };
      const replacement = codeForVersion(
        sdk.linkToken,
        parts,
        version,
        sdk.package,
        commentOf(code),
      );
      const next = [raise(sdk, version), ...NEXT[purpose.kind]].join(' ').trim();
      return [{ call, range, message, next, ...inLanguage(replacement, code) }];
    }),
  );
}

/** What is written for Java is Kotlin without its `new`. */
function inLanguage(
  replacement: string | undefined,
  { language }: ForeignCode,
): Pick<Site, 'replacement'> {
  if (replacement === undefined) return {};
  return {
    replacement: language === 'kotlin' ? replacement.replaceAll(/\bnew /g, '') : replacement,
  };
}

const MESSAGES: Readonly<Record<RetiredCall, string>> = {
  'public-token':
    'A public_token for update mode opens Link no more: Link takes a link_token, made with the access_token.',
  'payment-token':
    'A payment_token opens Link no more: Link takes a link_token, made with the payment_id.',
  'add-token': 'An add token opens Link no more: Link takes a link_token.',
  'update-version': 'This route migrates one legacy token; Plaid took it out of its SDKs in 2020.',
};

const MIGRATE = 'Migrate all stored tokens with plaid-migrate tokens, then take the call out.';
const SAYS = 'USER_ID is the id of the signed-in user, APP_NAME the name Link shows.';

const NEXT: Readonly<Record<LinkPurpose['kind'], readonly string[]>> = {
  update: ['Make a link_token in its place, without products, and answer the page with it.', SAYS],
  payment: ['Make a link_token in its place, and answer the page with it.', SAYS],
  new: ['Make a link_token in its place, with the PRODUCTS that the page asked for.', SAYS],
};

function purposeOf(
  call: RetiredCall,
  first: string | undefined,
  code: ForeignCode,
): LinkPurpose | undefined {
  switch (call) {
    case 'public-token':
      return { kind: 'update', accessToken: handedToken(first, variable('access_token', code)) };
    case 'payment-token':
      return { kind: 'payment', paymentId: handedToken(first, variable('payment_id', code)) };
    case 'add-token':
      return { kind: 'new' };
    case 'update-version':
      return undefined;
  }
}

/** The token itself where it is given as such; requests around it are named by what they hold. */
function handedToken(first: string | undefined, otherwise: string): string {
  const given = first ?? '';
  const named =
    /(?:access_?token|payment_?id)\s*(?:=>|[=:])\s*([\w.@$>()[\]-]+?)\)*\s*(?:[,}].*)?$/i.exec(
      given,
    )?.[1] ?? /\.(?:accessToken|paymentId)\(([\w.]+)\)/.exec(given)?.[1];
  const wrapped = /^(?:new\s+)?[\w.:]*(?:Request|new)\s*\(([^(),{}]+)\)$/.exec(given)?.[1];
  const token = named ?? wrapped ?? given;
  return /^[\w.@$:>()[\]'"-]+$/.test(token) && !/^ctx$/.test(token)
    ? withoutSecrets(token, otherwise)
    : otherwise;
}

/** A name as the language writes variables. */
function variable(name: string, { language }: ForeignCode): string {
  if (language === 'php') return `$${name}`;
  const isSnake = language === 'python' || language === 'ruby' || language === 'elixir';
  return isSnake ? name : name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function clientSites(sdk: ForeignSdk, code: ForeignCode, project: Project): SdkRemark[] {
  if (!sdk.uses.test(code.withoutComments)) return [];
  return sdk.clients.flatMap(({ finds, needs, key, parts, code: forVersions }) => {
    if (needs?.test(code.withoutComments) === false) return [];
    return [...code.code.matchAll(finds)].flatMap((match): SdkRemark[] => {
      const { given, end } = callAt(match, code);
      if (key(given) === undefined) return [];
      const version = sdkVersionOf(sdk.package, code.path, project);
      const replacement = codeForVersion(
        forVersions,
        parts(given),
        version,
        sdk.package,
        commentOf(code),
      );
      return [
        {
          range: { start: match.index, end },
          message: 'The client is given a public_key, which Plaid takes no more.',
          next: [raise(sdk, version), 'Make the client without it.'].join(' ').trim(),
          ...inLanguage(replacement, code),
        },
      ];
    });
  });
}

function endedSites(sdk: ForeignSdk, code: ForeignCode, project: Project): SdkRemark[] {
  if (sdk.ended.length === 0 || !sdk.uses.test(code.withoutComments)) return [];
  const version = sdkVersionOf(sdk.package, code.path, project);
  const isGenerated =
    version !== undefined && sdk.linkToken.some(({ includes }) => includes(version));
  if (isGenerated) return [];
  return sdk.ended.flatMap(({ finds, today }) =>
    Array.from(code.code.matchAll(finds), (match): SdkRemark => ({
      range: { start: match.index, end: callAt(match, code).end },
      message: 'This calls the API that Plaid has ended.',
      next: `What does its work today: ${today}.`,
    })),
  );
}

/** What the versions that have link tokens are, where the one in use has none. */
function raise({ package: sdk, linkToken }: ForeignSdk, version: SdkVersion | undefined): string {
  if (!isTooOld(linkToken, version)) return '';
  return `${sdk} ${version.text} cannot make link tokens: raise it.`;
}

function callAt(match: RegExpMatchArray, { code, withoutComments }: ForeignCode) {
  const last = (match.index ?? 0) + match[0].length - 1;
  const isOpen = /[({]/.test(code.charAt(last));
  return isOpen ? givenArguments(code, withoutComments, last) : { given: [], end: last + 1 };
}

function commentOf({ language }: ForeignCode): '#' | '//' {
  return language === 'python' || language === 'ruby' || language === 'elixir' ? '#' : '//';
}

import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { Rule, Site } from '../rule.ts';
import { sdkConstructor } from './sdk-constructor.ts';

const ID = 'legacy-api';

/** Methods of plaid-node 1 (1.2.0, lib/plaid.js), and what does their work today. */
const methods: readonly (readonly [RegExp, string])[] = [
  [
    /^add(Connect|Auth|Info|Income|Risk)User$/,
    'Users sign in to their bank in Link; exchange its public token with itemPublicTokenExchange.',
  ],
  [/^step(Connect|Auth|Info|Income|Risk)User$/, 'Link asks the user by itself; take the call out.'],
  [
    /^patch(Connect|Auth|Info|Income|Risk)User$/,
    'Open Link in update mode; for a webhook alone, call itemWebhookUpdate.',
  ],
  [/^delete(Connect|Auth|Info|Income|Risk)User$/, 'Call itemRemove.'],
  [/^getConnectUser$/, 'Call transactionsSync, or transactionsGet page by page.'],
  [/^getAuthUser$/, 'Call authGet; account numbers are in numbers.ach.'],
  [/^getInfoUser$/, 'Call identityGet.'],
  [/^getIncomeUser$/, 'Nothing replaces it directly: see Bank Income.'],
  [/^getRiskUser$/, 'Nothing replaces it.'],
  [/^upgradeUser$/, 'Call the method of the product itself.'],
  [/^get(Longtail|All)Institutions$/, 'Call institutionsGet.'],
  [/^searchAllInstitutions$/, 'Call institutionsSearch.'],
];

/** What a client of plaid-node 1 had besides, under names that others have, too. */
const shared: readonly (readonly [RegExp, string])[] = [
  [
    /^exchangeToken$/,
    'Call itemPublicTokenExchange; for a Stripe token, processorStripeBankAccountTokenCreate then.',
  ],
  [/^getBalance$/, 'Call accountsBalanceGet.'],
  [/^getInstitutions$/, 'Call institutionsGet.'],
  [/^getInstitution$/, 'Call institutionsGetById.'],
  [/^searchInstitutions$/, 'Call institutionsSearch.'],
  [/^getCategor(ies|y)$/, 'Call categoriesGet.'],
];

/** Routes of the legacy API, on its hosts. */
const routes: readonly (readonly [RegExp, string])[] = [
  [/\/(connect|auth|info|income|risk)\/step\b/, 'Link asks the user by itself; take the call out.'],
  [/\/connect\/get\b/, 'POST /transactions/sync, or /transactions/get page by page.'],
  [/\/auth\/get\b/, 'POST /auth/get of the current API; account numbers are in numbers.ach.'],
  [/\/info\/get\b/, 'POST /identity/get.'],
  [/\/(income|risk)\/get\b/, 'Nothing replaces it directly.'],
  [/\/balance\b/, 'POST /accounts/balance/get.'],
  [/\/upgrade\b/, 'Call the route of the product itself.'],
  [/\/exchange_token\b/, 'POST /item/public_token/exchange.'],
  [/\/institutions\b/, 'POST /institutions/get, /institutions/get_by_id or /institutions/search.'],
  [/\/categories\b/, 'POST /categories/get.'],
  [
    /\/(connect|auth|info|income|risk)\b/,
    'To add a user, Link and /item/public_token/exchange; to patch one, Link in update mode; to delete one, POST /item/remove.',
  ],
];

/** `api.plaid.com` without a path is no evidence: the current API answered there, too. */
const HOST =
  /\b(tartan\.plaid\.com|api\.plaid\.com\/(?:connect|auth|info|income|risk|upgrade|balance|exchange_token|institutions|categories)\b)/;

/** Calls of the API that Plaid ended: there is no client to raise, each needs another design. */
export const legacyApi: Rule = {
  id: ID,
  title: 'A call of the legacy API',
  severity: 'error',
  stage: 'server',
  docs: 'https://plaid.com/docs/api/',
  mightApply: (text) =>
    /plaid/i.test(text) && /tartan|User\b|exchangeToken|api\.plaid\.com|Institutions/.test(text),
  find: (file, project) =>
    file.kind === 'data'
      ? []
      : file.scripts.flatMap((script) => sitesIn({ file, script, project })),
};

function sitesIn(place: CodePlace): Site[] {
  const { source } = place.script;
  const sites: Site[] = [];
  const isLegacy = isOfOne(place);
  for (const node of nodesIn(source, OF_INTEREST, isOfInterest)) {
    const callee = ts.isCallExpression(node) ? node.expression : undefined;
    const name = callee === undefined ? undefined : memberName(callee);
    if (callee !== undefined && name !== undefined) {
      const known = isLegacy ? [...methods, ...shared] : methods;
      const next = known.find(([pattern]) => pattern.test(name))?.[1];
      if (next !== undefined && isAboutPlaid(callee)) {
        sites.push(
          site(
            node,
            `${name} is a method of the legacy API, which Plaid has ended.`,
            next,
            place.file,
            source,
          ),
        );
      }
    }
    const text = ts.isCallExpression(node) ? '' : node.text;
    if (HOST.test(text) && !isEnvironment(node)) {
      const next = routes.find(([pattern]) => pattern.test(text.replace(/^.*plaid\.com/, '')))?.[1];
      const message = 'This is the host of the legacy API, which Plaid has ended.';
      sites.push(
        site(
          node,
          message,
          next ??
            'Call sandbox.plaid.com or production.plaid.com; most routes have other names there.',
          place.file,
          source,
        ),
      );
    }
  }
  return sites;
}

const OF_INTEREST = [
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
];

function isOfInterest(
  node: ts.Node,
): node is ts.CallExpression | ts.StringLiteralLike | ts.TemplateHead {
  return OF_INTEREST.includes(node.kind);
}

/** Whether the code is written for plaid-node 1: by its package.json, else by a client of three arguments. */
function isOfOne(place: CodePlace): boolean {
  const range = place.project.manifestOf(place.file.path)?.dependencies.get('plaid');
  const major = range === undefined ? undefined : /\d+/.exec(range)?.[0];
  if (major !== undefined) return Number(major) <= 1;
  if (!place.file.text.includes('Client')) return false;
  return nodesIn(place.script.source, ts.SyntaxKind.NewExpression, ts.isNewExpression).some(
    (node) => sdkConstructor(node, place, undefined)?.form === 'direct',
  );
}

function isAboutPlaid(callee: ts.Node): boolean {
  const receiver = 'expression' in callee ? callee.getText().replace(/\.[^.]*$/, '') : '';
  return /plaid|client/i.test(receiver);
}

/** The argument of a constructor is spoken of by other rules. */
function isEnvironment(node: ts.Node): boolean {
  return ts.isNewExpression(node.parent);
}

function site(
  node: ts.Node,
  message: string,
  next: string,
  file: ScannedFile,
  source: ts.SourceFile,
): Site {
  const range = { start: node.getStart(source), end: node.end };
  return { rule: ID, path: file.path, range, outcome: 'manual', message, next, edits: [] };
}

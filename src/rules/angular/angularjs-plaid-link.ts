import type { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import { isLegacy } from '../plaid-create/link-create.ts';
import { readLinkConfig } from '../options/link-config.ts';
import { linkTokenSource } from '../link-token-source.ts';
import type { Rule, RuleSettings, Site } from '../rule.ts';

const ID = 'angularjs-plaid-link';

/**
 * `plaidLinkProvider.init({ key })` and `plaidLink.create({ key })` of angular-plaid-link, for AngularJS.
 * Its `create` hands Link what it is given over the defaults of `init`, and its `open` fails before that.
 */
export const angularjsPlaidLink: Rule = {
  id: ID,
  title: 'angular-plaid-link with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => /\bplaidLink(?:Provider)?\s*\.\s*(?:init|create)\b/.test(text),
  find: (file, project, settings) =>
    file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      return callsIn(script.source).flatMap((node) => siteAt(node, place, settings) ?? []);
    }),
};

function siteAt(
  node: ts.CallExpression,
  place: CodePlace,
  settings: RuleSettings,
): Site | undefined {
  const [argument] = node.arguments;
  const callee = textOf(node.expression, place).replaceAll(/\s/g, '');
  const isMeant = /(?:^|\.)(?:plaidLinkProvider\.init|plaidLink\.create)$/.test(callee);
  if (!isMeant || argument === undefined) return undefined;
  const config = readLinkConfig(argument, place);
  if (!isLegacy(config)) return undefined;
  const { source } = linkTokenSource({ node, place, config }, settings);
  const create =
    `$http.post(${source.url}).then(function (response) { ` +
    'plaidLink.create({ token: response.data.link_token, onSuccess: …, onExit: … }); });';
  const isInit = memberName(node.expression) === 'init';
  return {
    rule: ID,
    path: place.file.path,
    range: { start: node.getStart(place.script.source), end: node.end },
    outcome: 'manual',
    message: `angular-plaid-link is ${isInit ? 'set up' : 'created'} with a public_key.`,
    next:
      `${isInit ? 'Take the call of init out' : 'Take key, env, product and their like out'}, and create Link when the token is there: ${create} ` +
      'Let no button open Link before, and do it again after a success: a token serves one link.',
    edits: [],
  };
}

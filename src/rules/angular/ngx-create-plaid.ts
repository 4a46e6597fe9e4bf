import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import type { GeneratedCode } from '../../generate/generated-code.ts';
import { isLegacy } from '../plaid-create/link-create.ts';
import type { LinkCreateCall } from '../plaid-create/link-create-call.ts';
import { readLinkConfig } from '../options/link-config.ts';
import { removeOrphans } from '../edits/orphans.ts';
import { rewriteLinkCalls } from '../plaid-create/rewrite-link-calls.ts';
import type { RuleSettings, Site } from '../rule.ts';

const ID = 'ngx-plaid-link';

/** `service.createPlaid({ key })`, where the service is that of ngx-plaid-link. */
export function createPlaidSites(place: CodePlace, settings: RuleSettings): Site[] {
  if (!place.script.source.text.includes('createPlaid')) return [];
  const calls = callsIn(place.script.source)
    .flatMap((node) => createPlaidAt(node, place) ?? [])
    .filter(({ config }) => isLegacy(config));
  return rewriteLinkCalls(calls, place, settings).map(({ site, gone, call }) => {
    const edits = site.edits.length === 0 ? [] : [...site.edits, ...removeOrphans(gone, place)];
    return onceLoaded({ ...site, rule: ID, edits }, call);
  });
}

function createPlaidAt(node: ts.CallExpression, place: CodePlace): LinkCreateCall | undefined {
  const [argument] = node.arguments;
  if (memberName(node.expression) !== 'createPlaid' || argument === undefined) return undefined;
  const isOfPackage = place.script.source.statements.some(
    (each) =>
      ts.isImportDeclaration(each) &&
      ts.isStringLiteral(each.moduleSpecifier) &&
      each.moduleSpecifier.text === 'ngx-plaid-link',
  );
  return isOfPackage ? { node, place, config: readLinkConfig(argument, place) } : undefined;
}

/**
 * The service still loads Link; the handler is that of the page itself, which waits for a token. It has
 * the methods of the service's PlaidLinkHandler, but is none to TypeScript.
 */
function onceLoaded(site: Site, { node, place }: LinkCreateCall): Site {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return site;
  const { path } = place.file;
  const start = expression.getStart(place.script.source);
  const isCallee = (edit: Site['edits'][number]): boolean =>
    edit.path === path && edit.start === start && edit.end === expression.end;
  const callee = site.edits.find(isCallee);
  const message = site.message.replaceAll('Plaid.create', 'createPlaid');
  if (callee === undefined) return { ...site, message };
  const { name } = expression;
  return {
    ...site,
    message,
    edits: [
      ...site.edits.filter((edit) => edit !== callee),
      {
        path,
        start: name.getStart(place.script.source),
        end: expression.end,
        text: `loadPlaid().then((): any => ${callee.text}`,
      },
      { path, start: node.end, end: node.end, text: ')' },
    ],
    generates: (site.generates ?? []).map(fromPage),
  };
}

/** What the service loads is a global of the page. */
function fromPage(code: GeneratedCode): GeneratedCode {
  return code.kind === 'link-handler' ? { ...code, plaid: '(window as any).Plaid' } : code;
}

import { ts } from 'ts-morph';
import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { bindingOf, memberName } from '../../scan/bindings.ts';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { callsIn, textsIn, withoutNested } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { staticValue } from '../../scan/static-value.ts';
import { readLinkConfig, type ConfigEntry, type LinkConfig } from '../options/link-config.ts';
import { removeUnreadProps } from '../link-wrapper/remove-unread-props.ts';
import { removeOrphans } from '../edits/orphans.ts';
import { rewriteLinkCalls } from './rewrite-link-calls.ts';
import type { FileEdit, Rule, RuleSettings, Site } from '../rule.ts';
import type { LinkCreateCall } from './link-create-call.ts';

const ID = 'link-create';

/** `Plaid.create({ key, … })` of Link's own script. */
export const linkCreate: Rule = {
  id: ID,
  title: 'Plaid.create with a public_key',
  severity: 'error',
  stage: 'client',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => text.includes('Plaid') && text.includes('create'),
  find: findSites,
};

function findSites(file: ScannedFile, project: Project, settings: RuleSettings): Site[] {
  return file.scripts.flatMap((script) => {
    const place: CodePlace = { file, script, project };
    const rewrites = rewriteLinkCalls(legacyCalls(place), place, settings);
    const gone = rewrites.flatMap((each) => each.gone);
    const props = removeUnreadProps(gone, place);
    const orphans = [...props.edits, ...removeOrphans([...gone, ...props.gone], place)];
    const inStrings = embeddedSites(place);
    const sites = rewrites.map((each) => each.site);
    const edited = sites.find((each) => each.edits.length > 0);
    return [
      ...sites.map((site) => (site === edited ? withEdits(site, orphans) : site)),
      ...inStrings,
    ];
  });
}

function withEdits(site: Site, edits: readonly FileEdit[]): Site {
  return { ...site, edits: [...site.edits, ...edits] };
}

/** Every call of `Plaid.create` with options that only a public_key integration has. */
function legacyCalls(place: CodePlace): LinkCreateCall[] {
  return callsIn(place.script.source)
    .flatMap((node) => linkCreateAt(node, place) ?? [])
    .filter(({ config }) => isLegacy(config));
}

function linkCreateAt(node: ts.CallExpression, place: CodePlace): LinkCreateCall | undefined {
  const [argument] = node.arguments;
  if (memberName(node.expression) !== 'create' || argument === undefined) return undefined;
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const receiver = node.expression.expression;
  const binding = bindingOf(receiver, place.script);
  const isGlobal = binding?.kind === 'global' && binding.name === 'Plaid';
  const isNamed = memberName(receiver) === 'Plaid' || textOf(receiver, place) === 'Plaid';
  if (!isGlobal && !isNamed) return undefined;
  const config = readLinkConfig(argument, place);
  // A model called Plaid has a create too, but no Link callback.
  const isLink = isGlobal || config.entries.some(isCallback);
  return isLink ? { node, place, config } : undefined;
}

function isCallback({ option, value, place }: ConfigEntry): boolean {
  if (option !== 'onSuccess') return false;
  return value === undefined || staticValue(value, place).kind === 'expression';
}

/** A key says public_key; without one, a token says that the site was moved before. */
export function isLegacy(config: LinkConfig): boolean {
  const names = new Set(config.entries.map((each) => findLegacyLinkOption(each.option)?.name));
  if (names.has('key')) return true;
  if (names.has('token')) return false;
  return names.has('product') || names.has('paymentToken') || names.has('oauthStateId');
}

/** Code in a string is sent to a page or a webview: nothing here can be parsed with certainty. */
function embeddedSites(place: CodePlace): Site[] {
  const { source } = place.script;
  return withoutNested(textsIn(source)).flatMap((node): Site[] => {
    const text = textOf(node, place);
    if (!/Plaid\.create\s*\(/.test(text) || !/\b(key|publicKey)\s*:/.test(text)) return [];
    return [
      {
        rule: ID,
        path: place.file.path,
        range: { start: node.getStart(source), end: node.end },
        outcome: 'manual',
        message: 'Plaid.create with a public_key stands in a string.',
        next: 'Move the page to a file of its own and run again, or give Plaid.create a link_token by hand.',
        edits: [],
      },
    ];
  });
}

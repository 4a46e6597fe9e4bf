import { ts } from 'ts-morph';
import type { CodePlace } from '../scan/code-place.ts';
import { whyNotRewritten } from './link-create-rewrite.ts';
import { tokenOf, type Token } from './link-token-use.ts';
import { nameBook, type NameBook } from './name-book.ts';
import { removeOrphans } from './orphans.ts';
import { reactLinkImports } from './react-link-imports.ts';
import { rewriteOptions, siteHook } from './react-link-rewrite.ts';
import { reactLinkUses, type ReactLinkUse } from './react-link-use.ts';
import { reactPackages, type ReactPackages } from './react-packages.ts';
import type { FileEdit, GeneratedCode, Rule, RuleSettings, Site } from './rule.ts';

const ID = 'react-plaid-link';

/** `usePlaidLink({ publicKey, … })` and `<PlaidLink publicKey=… />` of react-plaid-link. */
export const reactPlaidLink: Rule = {
  id: ID,
  title: 'react-plaid-link with a public_key',
  severity: 'error',
  docs: 'https://plaid.com/docs/link/link-token-migration-guide/',
  mightApply: (text) => /PlaidLink|react-plaid-link/.test(text),
  find: (file, project, settings) =>
    file.scripts.flatMap((script) => findSites({ file, script, project }, settings)),
};

function findSites(place: CodePlace, settings: RuleSettings): Site[] {
  const uses = reactLinkUses(place);
  if (uses.length === 0) return [];
  const packages = reactPackages(place);
  if (packages.kind === 'old-react') return uses.map((use) => oldReact(use, packages.declared));
  const blocked = uses.flatMap((use) => whyNot(use) ?? []);
  const plans = uses
    .filter((use) => whyNot(use) === undefined)
    .map((use): Plan => ({ use, token: tokenOf(use) }));
  const components = plans.filter(({ use }) => use.kind === 'component');
  const imports = reactLinkImports(
    components.filter(({ token }) => token.kind !== 'always').map(({ use }) => use),
    components.filter(({ token }) => token.kind === 'always').map(({ use }) => use),
    place,
  );
  const names: Names = {
    hook: nameBook('usePlaidLinkWithToken', place),
    component: nameBook('PlaidLinkWithToken', place),
  };
  const rewrites = plans.map((plan) => rewrite(plan, imports.hook, names, settings));
  const shared = [
    ...imports.edits,
    ...removeOrphans(
      rewrites.flatMap(({ gone }) => gone),
      place,
    ),
  ];
  return [
    ...blocked,
    ...rewrites.map(({ site }) =>
      withPackages({ ...site, edits: [...site.edits, ...shared] }, packages),
    ),
  ];
}

interface Plan {
  readonly use: ReactLinkUse;
  readonly token: Token;
}

interface Names {
  readonly hook: NameBook;
  readonly component: NameBook;
}

function rewrite(
  { use, token }: Plan,
  importedHook: string,
  names: Names,
  settings: RuleSettings,
): { readonly site: Site; readonly gone: readonly ts.Node[] } {
  const { edits, gone, request } = rewriteOptions(use, token);
  const base = { ...siteAt(use), ...(request === undefined ? {} : { request }) };
  if (token.kind === 'always') {
    const message =
      token.source === 'bank'
        ? 'The page the bank returns to opens Link with the token the first page stored.'
        : 'Link is opened with the token the page is given, without the public_key.';
    return { site: { ...base, outcome: 'rewritten', message, edits }, gone };
  }
  const isHook = use.kind === 'hook';
  const wraps = isHook ? use.name.getText() : importedHook;
  const reach = isHook ? 'function' : 'file';
  const { code, derived } = siteHook(use, { wraps, token, names: names.hook, reach }, settings);
  const generates: GeneratedCode[] = [code];
  let called = code.name;
  if (!isHook) {
    called = names.component.nameFor(code.name);
    const { at, scope, name: hook } = code;
    generates.push({ kind: 'link-component', name: called, at, scope, props: 'plaid-link', hook });
  }
  const site: Site = {
    ...base,
    outcome: derived ? 'rewritten' : 'needs-decision',
    message: `${whatOf(use)} had a public_key; Link now opens with a link_token from ${code.source.url}.`,
    edits: [...renamed(use, called), ...edits],
    generates,
  };
  if (derived) return { site, gone };
  const next =
    'No call to your server was found in onSuccess. Set the URL of the endpoint that answers { link_token }, ' +
    'or undo and run again with --link-token-url.';
  const text = `set the URL of the endpoint that answers { link_token } in ${code.name}`;
  return { site: { ...site, next, marker: markerAt(use, text) }, gone };
}

/** The edits that put another name for the hook or, in both tags, the component. */
function renamed({ name, node, place }: ReactLinkUse, to: string): FileEdit[] {
  const closing = ts.isJsxElement(node.parent) ? node.parent.closingElement.tagName : undefined;
  return [name, ...(closing !== undefined && ts.isJsxOpeningElement(node) ? [closing] : [])].map(
    (each) => ({
      path: place.file.path,
      start: each.getStart(place.script.source),
      end: each.end,
      text: to,
    }),
  );
}

function siteAt({ node, place }: ReactLinkUse): Pick<Site, 'rule' | 'path' | 'range'> {
  const start = node.getStart(place.script.source);
  return { rule: ID, path: place.file.path, range: { start, end: node.end } };
}

function markerAt({ node, place }: ReactLinkUse, text: string): NonNullable<Site['marker']> {
  return { path: place.file.path, position: node.getStart(place.script.source), text };
}

function whatOf(use: ReactLinkUse): string {
  return use.kind === 'hook' ? 'usePlaidLink' : 'PlaidLink';
}

function oldReact(use: ReactLinkUse, declared: string): Site {
  return {
    ...siteAt(use),
    outcome: 'needs-decision',
    message: `${whatOf(use)} has a public_key, and React ${declared} is too old for what opens Link with a link_token.`,
    next: 'Raise react and react-dom to ^16.14.0 or later, then run plaid-migrate codemod again.',
    edits: [],
    marker: markerAt(use, `raise React ${declared} to 16.14 or later and run the codemod again`),
  };
}

/** A site for a use that cannot be rewritten. */
function whyNot(use: ReactLinkUse): Site | undefined {
  const reason = whyNotRewritten(use);
  if (reason !== undefined) return { ...siteAt(use), ...reason, edits: [] };
  if (use.kind !== 'element') return undefined;
  return {
    ...siteAt(use),
    outcome: 'manual',
    message: 'PlaidLink with a public_key is created without JSX.',
    next: 'Call usePlaidLink({ token, onSuccess }) in a component of your own, with a link_token from your server.',
    edits: [],
  };
}

function withPackages(site: Site, packages: Extract<ReactPackages, { kind: 'fit' }>): Site {
  if (packages.demands.length === 0) return site;
  return { ...site, message: site.message + packages.note, packages: packages.demands };
}

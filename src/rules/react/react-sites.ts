import type { ts } from 'ts-morph';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { whyNotRewritten } from '../options/moved-options.ts';
import { tokenOf } from '../link-token-use.ts';
import { removeUnreadProps } from '../link-wrapper/remove-unread-props.ts';
import { nameBook } from '../name-book.ts';
import { removeOrphans } from '../edits/orphans.ts';
import { reactLinkImports } from './react-link-imports.ts';
import { removeUnusedDeps } from './react-memo-deps.ts';
import { rewriteOptions } from './react-link-rewrite.ts';
import type { ReactLinkUse } from './react-link-use.ts';
import { reactPackages, type ReactPackages } from './react-packages.ts';
import { reactSite, siteAt, staysAsNamed, type ReactKind, type ReactPlan } from './react-site.ts';
import type { FileEdit, PackageDemand, RuleSettings, Site } from '../rule.ts';

/** What becomes of the uses of one package in one script. */
export function reactSites(
  uses: readonly ReactLinkUse[],
  kind: ReactKind,
  place: CodePlace,
  settings: RuleSettings,
): Site[] {
  if (uses.length === 0) return [];
  const packages = reactPackages(kind.module, place);
  if (packages.kind === 'old-react') {
    return uses.map((use) => oldReact(use, kind, packages.declared));
  }
  const blocked = uses.flatMap((use) => whyNot(use, kind) ?? []);
  const plans = uses
    .filter((use) => whyNot(use, kind) === undefined)
    .map((use): ReactPlan => {
      const token = tokenOf(use);
      return { use, kind, token, options: rewriteOptions(use, token) };
    });
  const left = leftUnused(plans, place);
  const gone = left.gone;
  const components = plans.filter(({ use }) => use.kind === 'component');
  const usesThat = (stay: boolean) =>
    components.filter((plan) => staysAsNamed(plan) === stay).map(({ use }) => use);
  const imports = reactLinkImports(
    { replaced: usesThat(false), kept: usesThat(true) },
    gone,
    kind.module,
    place,
  );
  const names = {
    hook: nameBook('usePlaidLinkWithToken', place),
    component: nameBook(`${kind.component}WithToken`, place),
  };
  const orphans = removeOrphans(gone, place).filter((edit) => !overlaps(edit, imports.edits));
  const shared = [...imports.edits, ...left.edits, ...orphans];
  return [
    ...blocked.map((site): Site => Object.assign(site, { packages: keeping(kind, packages) })),
    ...plans.map((plan) => {
      const site = reactSite(plan, imports.hook, names, settings);
      return withPackages({ ...site, edits: [...site.edits, ...shared] }, packages);
    }),
  ];
}

/** What only the options that went had a use for, here and where parents gave them. */
function leftUnused(
  plans: readonly ReactPlan[],
  place: CodePlace,
): { readonly gone: readonly ts.Node[]; readonly edits: readonly FileEdit[] } {
  const went = plans.flatMap(({ options }) => options.gone);
  const types = plans.flatMap(({ options }) => options.types);
  const here = went.filter((each) => each.place.script === place.script).map(({ node }) => node);
  const deps = removeUnusedDeps(here, place);
  const props = removeUnreadProps([...here, ...deps.gone], place);
  const elsewhere = new Map<CodePlace['script'], Placed[]>();
  for (const each of went) {
    if (each.place.script === place.script) continue;
    elsewhere.set(each.place.script, [...(elsewhere.get(each.place.script) ?? []), each]);
  }
  const orphans = [...elsewhere.values()].flatMap((placed) => {
    const [first] = placed;
    const nodes = placed.map(({ node }) => node);
    return first === undefined ? [] : removeOrphans(nodes, first.place);
  });
  return {
    gone: [...here, ...types, ...deps.gone, ...props.gone],
    edits: [...deps.edits, ...props.edits, ...orphans],
  };
}

function overlaps(edit: FileEdit, others: readonly FileEdit[]): boolean {
  return others.some(
    (other) => other.path === edit.path && edit.start < other.end && other.start < edit.end,
  );
}

function oldReact(use: ReactLinkUse, kind: ReactKind, declared: string): Site {
  const site = siteAt(use, kind);
  const text = `raise react and react-dom from ${declared} to ^16.14.0 or later, and run the codemod again`;
  return {
    ...site,
    outcome: 'needs-decision',
    message: `${kind.component} has a public_key, and React ${declared} has no hooks to open Link with a link_token.`,
    next: 'Raise react and react-dom to ^16.14.0 or later, then run plaid-migrate codemod again.',
    edits: [],
    marker: { path: site.path, position: site.range.start, text },
  };
}

/** A site for a use that cannot be rewritten. */
function whyNot(use: ReactLinkUse, kind: ReactKind): Site | undefined {
  const site = siteAt(use, kind);
  const reason = whyNotRewritten(use);
  if (reason !== undefined) return { ...site, ...reason, edits: [] };
  const next =
    'Call usePlaidLink({ token, onSuccess }) of react-plaid-link in a component of your own, with a link_token from your server.';
  if (use.kind === 'element') {
    const message = `${kind.component} with a public_key is created without JSX.`;
    return { ...site, outcome: 'manual', message, next, edits: [] };
  }
  if (use.config.entries.length > 0) return undefined;
  const message = `${kind.component} opens Link with a public_key, and its options come from where they cannot be followed.`;
  return { ...site, outcome: 'manual', message, next, edits: [] };
}

/** What is left as it is needs the package it stands on. */
function keeping(
  { module }: ReactKind,
  { demands }: Extract<ReactPackages, { kind: 'fit' }>,
): readonly PackageDemand[] {
  return demands.some(({ name, version }) => name === module && version === undefined)
    ? [{ name: module, version: '0.0.0' }]
    : [];
}

function withPackages(site: Site, packages: Extract<ReactPackages, { kind: 'fit' }>): Site {
  if (packages.demands.length === 0) return site;
  return { ...site, message: site.message + packages.note, packages: packages.demands };
}

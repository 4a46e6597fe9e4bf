import type { LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { GeneratedCode, Site } from '../rules/rule.ts';
import { basename } from 'node:path/posix';

/** Sites that ask one endpoint for one and the same Link. */
export interface SameLink {
  readonly request: LinkTokenRequest;
  readonly sites: readonly Site[];
}

/**
 * The sites of several Links that one endpoint mints, each asking for its own by name: the server knows
 * what a name stands for, and takes no options from the browser. Undefined where two of them would share
 * generated code that asks for one.
 */
export function nameLinks(links: readonly SameLink[]): ReadonlyMap<Site, Site> | undefined {
  const owners = new Map<string, SameLink>();
  for (const link of links) {
    for (const key of link.sites.flatMap(codeKeys)) {
      if ((owners.get(key) ?? link) !== link) return undefined;
      owners.set(key, link);
    }
  }
  const names = namesOf(links);
  return new Map(
    links.flatMap(({ sites }, index) =>
      sites.map((site): [Site, Site] => [site, asking(site, names[index] ?? '')]),
    ),
  );
}

/** Pieces of one file, kind and name are written once. */
function codeKeys({ path, generates = [] }: Site): readonly string[] {
  return generates.flatMap((code) =>
    'source' in code ? [`${path} ${code.kind} ${code.name} ${String(code.scope)}`] : [],
  );
}

/** What tells a Link from the others: its products, or else the page it is on. */
function namesOf(links: readonly SameLink[]): readonly string[] {
  const byProducts = links.map(({ request }) => productsOf(request).join('-'));
  if (areTelling(byProducts)) return byProducts;
  const byPage = links.map(({ sites }) => pageName(sites[0]));
  if (areTelling(byPage)) return byPage;
  return links.map((_, index) => `link-${String(index + 1)}`);
}

function areTelling(names: readonly string[]): boolean {
  return !names.includes('') && new Set(names).size === names.length;
}

function productsOf({ fields }: LinkTokenRequest): readonly string[] {
  const value = fields.find(({ name }) => name === 'products')?.value;
  if (value?.kind !== 'literal' || !Array.isArray(value.value)) return [];
  return value.value.filter((each) => typeof each === 'string');
}

function pageName(site: Site | undefined): string {
  const name = basename(site?.path ?? '').replace(/\..*$/, '');
  return name.replaceAll(/[^\w-]+/g, '-').toLowerCase();
}

function asking(site: Site, name: string): Site {
  const generates = site.generates?.map((code) => withName(code, name));
  return generates === undefined ? site : { ...site, generates };
}

function withName(code: GeneratedCode, name: string): GeneratedCode {
  if (!('source' in code)) return code;
  const url = withQuery(code.source.url, `link=${name}`);
  return { ...code, source: { ...code.source, url, configuration: name } };
}

/** The expression of a URL with one more thing to say: in the literal where it is one. */
function withQuery(url: string, query: string): string {
  const sign = url.includes('?') ? '&' : '?';
  const isLiteral = /^(['"]).*\1$/.test(url) || /^`[^`]*`$/.test(url);
  if (isLiteral) return `${url.slice(0, -1)}${sign}${query}${url.slice(-1)}`;
  const quote = url.includes('"') ? '"' : "'";
  return `${url} + ${quote}${sign}${query}${quote}`;
}

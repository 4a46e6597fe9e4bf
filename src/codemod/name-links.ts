import type { LinkTokenRequest } from '../plaid/link-token-request.ts';
import { askingByName } from '../rules/native/token-address.ts';
import type { Site } from '../rules/rule.ts';
import { callsIn } from '../scan/nodes-in.ts';
import type { Project } from '../scan/project.ts';
import { basename } from 'node:path/posix';
import type { GeneratedCode } from '../generate/generated-code.ts';

/** Sites that ask one endpoint for one and the same Link. */
export interface SameLink {
  readonly request: LinkTokenRequest;
  readonly sites: readonly Site[];
}

/**
 * The sites of several Links that one endpoint mints, each asking for its own by name: the server knows
 * what a name stands for, and takes no options from the browser. Undefined where two of them share
 * generated code that can only ask for one.
 */
export function nameLinks(
  links: readonly SameLink[],
  project: Project,
): ReadonlyMap<Site, Site> | undefined {
  const shared = sharedCode(links);
  const names = namesOf(links);
  const made = new Map<Site, Site>();
  for (const [index, { sites }] of links.entries()) {
    for (const site of sites) {
      const named = asking(site, names[index] ?? '', shared, project);
      if (named === undefined) return undefined;
      made.set(site, named);
    }
  }
  return made;
}

/** The pieces of code that several Links ask for. */
function sharedCode(links: readonly SameLink[]): ReadonlySet<string> {
  const owners = new Map<string, SameLink>();
  const shared = new Set<string>();
  for (const link of links) {
    for (const { path, generates = [] } of link.sites) {
      for (const key of generates.map((code) => codeKey(path, code))) {
        if ((owners.get(key) ?? link) !== link) shared.add(key);
        owners.set(key, link);
      }
    }
  }
  return shared;
}

/** Pieces of one file, kind and name are written once. */
function codeKey(path: string, { kind, name, scope }: GeneratedCode): string {
  return `${path} ${kind} ${name} ${String(scope)}`;
}

function asking(
  site: Site,
  name: string,
  shared: ReadonlySet<string>,
  project: Project,
): Site | undefined {
  const { path, generates = [], asks } = site;
  if (asks !== undefined) return askingByName(site, asks, name);
  const quote = generates.some((code) => 'source' in code && code.source.url.startsWith('"'))
    ? '"'
    : "'";
  let isTold = false;
  const codes: GeneratedCode[] = [];
  for (const code of generates) {
    if (!('source' in code)) {
      codes.push(code);
      continue;
    }
    const { source } = code;
    if (!shared.has(codeKey(path, code))) {
      const url = withQuery(source.url, `link=${name}`);
      codes.push({ ...code, source: { ...source, url, configuration: name } });
      continue;
    }
    // A component that the file shares hands its props on.
    if (code.kind !== 'link-handler' && !isCalledHook(code, generates)) return undefined;
    const url = `${withQuery(source.url, 'link=')} + linkName`;
    codes.push({ ...code, takesName: true, source: { ...source, url, configuration: name } });
    isTold = true;
  }
  if (!isTold) return { ...site, generates: codes };
  // The site is the call that the shared function stands in for.
  const at = lastArgumentEnd(site, project);
  if (at === undefined) return undefined;
  const argument = { path, start: at, end: at, text: `, ${quote}${name}${quote}` };
  return { ...site, generates: codes, edits: [...site.edits, argument] };
}

/** Where one more argument goes: a comma may stand behind the last. */
function lastArgumentEnd({ path, range }: Site, project: Project): number | undefined {
  const scripts = project.load(path)?.scripts ?? [];
  const calls = scripts.flatMap(({ source }) => callsIn(source));
  const call = calls.find((each) => each.end === range.end && each.getStart() === range.start);
  return call?.arguments.at(-1)?.end;
}

/** A hook that the site itself calls. */
function isCalledHook(
  code: GeneratedCode,
  generates: readonly GeneratedCode[],
): code is Extract<GeneratedCode, { kind: 'link-hook' }> {
  return code.kind === 'link-hook' && !generates.some(({ kind }) => kind === 'link-component');
}

/** What tells a Link from the others: its products, or else the kind of app, or the page it is on. */
function namesOf(links: readonly SameLink[]): readonly string[] {
  const byProducts = links.map(({ request }) => productsOf(request).join('-'));
  if (areTelling(byProducts)) return byProducts;
  const hasApps = links.some(({ sites }) => sites.some(({ asks }) => asks !== undefined));
  const byApp = hasApps ? links.map(({ sites }) => APPS.get(sites[0]?.rule ?? '') ?? 'web') : [];
  if (hasApps && areTelling(byApp)) return byApp;
  const byPage = links.map(({ sites }) => pageName(sites[0]));
  if (areTelling(byPage)) return byPage;
  return links.map((_, index) => `link-${String(index + 1)}`);
}

/** What the rules of apps are about. */
const APPS: ReadonlyMap<string, string> = new Map([
  ['ios-link', 'ios'],
  ['android-link', 'android'],
  ['flutter-link', 'flutter'],
  ['native-webview', 'webview'],
  ['react-native-link', 'react-native'],
]);

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

/** The expression of a URL with one more thing to say: in the literal where it is one. */
function withQuery(url: string, query: string): string {
  const sign = url.includes('?') ? '&' : '?';
  const isLiteral = /^(['"]).*\1$/.test(url) || /^`[^`]*`$/.test(url);
  if (isLiteral) return `${url.slice(0, -1)}${sign}${query}${url.slice(-1)}`;
  const quote = url.includes('"') ? '"' : "'";
  return `${url} + ${quote}${sign}${query}${quote}`;
}

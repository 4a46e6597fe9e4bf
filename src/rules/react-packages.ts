import type { CodePlace } from '../scan/code-place.ts';
import type { PackageDemand } from './rule.ts';

/** What the package.json of an app has to become for hooks and link tokens, or why it cannot. */
export type ReactPackages =
  | { readonly kind: 'fit'; readonly demands: readonly PackageDemand[]; readonly note: string }
  /** React is older than its hooks, and no range says that a newer one will do. */
  | { readonly kind: 'old-react'; readonly declared: string };

/** react-plaid-link waits for its token since 3.3.0: `token: null` is an error before. */
const LEAST_LINK: Version = [3, 3];
/** React has hooks since 16.8. */
const LEAST_REACT: Version = [16, 8];
const HOOKS_OF_REACT_16 = '^16.14.0';

/**
 * The versions that rewritten code needs: react-plaid-link 3.6 runs on React 16.8 to 18, 4.1 on 19 too
 * (their peerDependencies). Versions that do are left alone.
 */
export function reactPackages(place: CodePlace): ReactPackages {
  const declared = place.project.manifestOf(place.file.path)?.dependencies;
  const react = declared?.get('react');
  const demands: PackageDemand[] = [];
  const notes: string[] = [];
  const version = react === undefined ? undefined : lowest(react);
  if (react !== undefined && version !== undefined && isBelow(version, LEAST_REACT)) {
    if (version[0] !== 16 || !mayBeLater(react)) return { kind: 'old-react', declared: react };
    for (const name of ['react', 'react-dom', '@types/react', '@types/react-dom']) {
      const own = lowest(declared?.get(name) ?? '');
      if (own?.[0] === 16 && isBelow(own, LEAST_REACT)) {
        demands.push({ name, version: HOOKS_OF_REACT_16 });
      }
    }
    notes.push(` React rises to ${HOOKS_OF_REACT_16}, for its hooks.`);
  }
  const link = declared?.get('react-plaid-link');
  const linkVersion = link === undefined ? undefined : lowest(link);
  if (linkVersion !== undefined && isBelow(linkVersion, LEAST_LINK)) {
    const wanted = linkFor(version);
    demands.push({ name: 'react-plaid-link', version: wanted });
    notes.push(` react-plaid-link rises to ${wanted}.`);
  }
  return { kind: 'fit', demands, note: notes.join('') };
}

/** The version of react-plaid-link for a version of React. */
function linkFor(react: Version | undefined): string {
  return react !== undefined && react[0] >= 19 ? '^4.1.1' : '^3.6.1';
}

/** The major version of react-plaid-link that is declared. */
export function linkMajor(place: CodePlace): number | undefined {
  const link = place.project.manifestOf(place.file.path)?.dependencies.get('react-plaid-link');
  return link === undefined ? undefined : lowest(link)?.[0];
}

type Version = readonly [number, number];

/** The least version a range allows; undefined for tags and URLs. */
function lowest(range: string): Version | undefined {
  const found = /^[\^~>=v\s]*(\d+)(?:\.(\d+))?/.exec(range);
  return found === null ? undefined : [Number(found[1]), Number(found[2] ?? 0)];
}

/** `^16.2.0`, `16.x` and `>=16`: the newest of the major may come. */
function mayBeLater(range: string): boolean {
  return /^\s*(\^|>=)|^\s*16(\.x|\.\*)?\s*$/.test(range);
}

function isBelow(version: Version, least: Version): boolean {
  return version[0] < least[0] || (version[0] === least[0] && version[1] < least[1]);
}

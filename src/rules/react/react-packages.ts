import type { CodePlace } from '../../scan/code-place.ts';
import type { PackageDemand } from '../rule.ts';

/** What the package.json of an app has to become for hooks and link tokens, or why it cannot. */
export type ReactPackages =
  | { readonly kind: 'fit'; readonly demands: readonly PackageDemand[]; readonly note: string }
  /** React is older than its hooks, and no range says that a newer one will do. */
  | { readonly kind: 'old-react'; readonly declared: string };

/** react-plaid-link waits for its token since 3.3.0: `token: null` is an error before. */
const LEAST_LINK: Version = [3, 3];
/** The last major before onSuccess may get null for a public token (MIGRATION.md of 5.0). */
const LINK = '^4.2.0';
/** React has hooks since 16.8. */
const LEAST_REACT: Version = [16, 8];
const HOOKS_OF_REACT_16 = '^16.14.0';

/**
 * The versions that rewritten code needs. react-plaid-link 4.2 runs on React 16.8 to 19 (its
 * peerDependencies), and is the first that leaves a Link alone which has ended with a success; what is
 * new enough already is left as it is. A package that react-plaid-link takes the place of goes with its
 * last use.
 */
export function reactPackages(module: string, place: CodePlace): ReactPackages {
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
  const isMissing = link === undefined && module !== 'react-plaid-link';
  if (isMissing || (linkVersion !== undefined && isBelow(linkVersion, LEAST_LINK))) {
    demands.push({ name: 'react-plaid-link', version: LINK });
    notes.push(isMissing ? '' : ` react-plaid-link rises to ${LINK}.`);
  }
  if (module !== 'react-plaid-link') {
    demands.push({ name: module, version: undefined });
    notes.push(` react-plaid-link ${LINK} takes the place of ${module}.`);
  }
  return { kind: 'fit', demands, note: notes.join('') };
}

/** The major version of react-plaid-link that is declared. */
export function linkMajor(place: CodePlace): number | undefined {
  const link = place.project.manifestOf(place.file.path)?.dependencies.get('react-plaid-link');
  return link === undefined ? undefined : lowest(link)?.[0];
}

type Version = readonly [number, number];

/** The least version a range allows, of `^15 || ^16` in its last part; undefined for tags and URLs. */
function lowest(range: string): Version | undefined {
  const found = /^[\^~>=v\s]*(\d+)(?:\.(\d+))?/.exec(range.split('||').at(-1) ?? '');
  return found === null ? undefined : [Number(found[1]), Number(found[2] ?? 0)];
}

/** `^16.2.0`, `16.x` and `>=16`: the newest of the major may come. */
function mayBeLater(range: string): boolean {
  return /^\s*(\^|>=)|^\s*16(\.x|\.\*)?\s*$/.test(range);
}

function isBelow(version: Version, least: Version): boolean {
  return version[0] < least[0] || (version[0] === least[0] && version[1] < least[1]);
}

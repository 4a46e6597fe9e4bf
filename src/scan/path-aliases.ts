import path from 'node:path';
import type { FileTree } from './file-tree.ts';

/** `compilerOptions.baseUrl` and `paths` of a tsconfig.json or jsconfig.json, as paths from the root. */
export interface PathAliases {
  readonly baseUrl: string | undefined;
  /** `@/*` → `src/*`; at most one `*` on each side. */
  readonly patterns: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

const none: PathAliases = { baseUrl: undefined, patterns: [] };

/** More configs that extend each other than anybody writes. */
const longestChain = 8;

/** The aliases of a config file with what it inherits; none for what cannot be read. */
export function readAliases(tree: FileTree, file: string, left = longestChain): PathAliases {
  const located = tree.locate(file);
  if (located === undefined || left === 0) return none;
  const source = tree.read(located);
  const config = source.kind === 'text' ? parseJsonWithComments(source.text) : undefined;
  if (!isRecord(config)) return none;
  const folder = path.posix.dirname(file);
  const inherited = parentsOf(config)
    .map((parent) => path.posix.join(folder, parent.endsWith('.json') ? parent : `${parent}.json`))
    .map((parent) => readAliases(tree, parent, left - 1))
    .reduce(override, none);
  const options = config['compilerOptions'];
  return isRecord(options) ? override(inherited, ownAliases(options, folder)) : inherited;
}

/** The paths that `specifier` may mean, best first. */
export function aliasTargets(aliases: PathAliases, specifier: string): readonly string[] {
  const targets = aliases.patterns.flatMap(([pattern, options]) => {
    const star = matchOf(pattern, specifier);
    return star === undefined ? [] : options.map((option) => option.replace('*', () => star));
  });
  if (aliases.baseUrl === undefined) return targets;
  return [...targets, path.posix.join(aliases.baseUrl, specifier)];
}

function ownAliases(options: Readonly<Record<string, unknown>>, folder: string): PathAliases {
  const { baseUrl: given, paths } = options;
  const baseUrl = typeof given === 'string' ? path.posix.join(folder, given) : undefined;
  if (!isRecord(paths)) return { baseUrl, patterns: [] };
  const patterns = Object.entries(paths).map(([pattern, targets]): [string, string[]] => {
    const listed: readonly unknown[] = Array.isArray(targets) ? targets : [];
    const names = listed.filter((target) => typeof target === 'string');
    return [pattern, names.map((target) => path.posix.join(baseUrl ?? folder, target))];
  });
  // The longest prefix wins (TypeScript handbook, "Path mapping").
  return {
    baseUrl,
    patterns: patterns.toSorted(([a], [b]) => prefix(b).length - prefix(a).length),
  };
}

function override(weak: PathAliases, strong: PathAliases): PathAliases {
  return {
    baseUrl: strong.baseUrl ?? weak.baseUrl,
    patterns: strong.patterns.length > 0 ? strong.patterns : weak.patterns,
  };
}

function parentsOf(config: Readonly<Record<string, unknown>>): readonly string[] {
  const given: unknown = config['extends'];
  const listed: readonly unknown[] = Array.isArray(given) ? given : [given];
  // A package's config is not ours to read.
  return listed
    .filter((parent) => typeof parent === 'string' && parent.startsWith('.'))
    .map(String);
}

/** What `*` stands for; the empty string where the pattern has none and is the specifier. */
function matchOf(pattern: string, specifier: string): string | undefined {
  if (!pattern.includes('*')) return pattern === specifier ? '' : undefined;
  const [before = '', after = ''] = pattern.split('*', 2);
  const fits =
    specifier.length >= before.length + after.length &&
    specifier.startsWith(before) &&
    specifier.endsWith(after);
  return fits ? specifier.slice(before.length, specifier.length - after.length) : undefined;
}

function prefix(pattern: string): string {
  return pattern.split('*', 1)[0] ?? '';
}

function parseJsonWithComments(text: string): unknown {
  const string = String.raw`"(?:[^"\\]|\\.)*"`;
  const keepStrings = (match: string): string => (match.startsWith('"') ? match : '');
  const plain = text
    .replaceAll(new RegExp(String.raw`${string}|//.*|/\*[^]*?\*/`, 'g'), keepStrings)
    .replaceAll(new RegExp(String.raw`${string}|,(?=\s*[}\]])`, 'g'), keepStrings);
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

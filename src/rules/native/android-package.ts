import type { OptionValue } from '../../plaid/link-option.ts';
import type { Project } from '../../scan/project.ts';

/** Where an app says the name of its package, seen from a folder above its code, and how. */
const PLACES: readonly (readonly [path: string, says: RegExp])[] = [
  ...['android/app/', 'app/', ''].flatMap((folder) => [
    [`${folder}build.gradle`, /\bapplicationId\s*=?\s*(["'])([\w.]+)\1/g] as const,
    [`${folder}build.gradle.kts`, /\bapplicationId\s*=\s*(["'])([\w.]+)\1/g] as const,
    [
      `${folder}src/main/AndroidManifest.xml`,
      /<manifest\b[^>]*\bpackage=(["'])([\w.]+)\1/g,
    ] as const,
  ]),
  // Expo
  ['app.json', /"android"\s*:\s*\{[^{}]*"package"\s*:\s*(")([\w.]+)"/g],
];

/**
 * The package of the Android app that a file belongs to, as the option `androidPackageName`: empty where
 * nothing in the tree says it, or several flavours of the app have one each.
 */
export function androidPackage(project: Project, path: string): ReadonlyMap<string, OptionValue> {
  const parts = path.split('/');
  for (let depth = parts.length - 1; depth >= 0; depth -= 1) {
    const folder = parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join('');
    for (const [place, says] of PLACES) {
      const text = project.has(folder + place) ? project.load(folder + place)?.text : undefined;
      const names = new Set([...(text ?? '').matchAll(says)].flatMap((match) => match[2] ?? []));
      const [name] = names;
      if (name === undefined) continue;
      if (names.size > 1) return new Map();
      return new Map([['androidPackageName', { kind: 'literal', value: name }]]);
    }
  }
  return new Map();
}

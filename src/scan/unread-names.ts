import type { SkipReason } from './skipped.ts';

/**
 * Folders that hold what nobody edits by hand. Committed ones are left out too (a named one is not):
 * a rewrite there is lost with the next build.
 */
const folders: ReadonlyMap<string, SkipReason> = new Map([
  ...named(
    'dependencies',
    'node_modules bower_components jspm_packages web_modules vendor .yarn .pnpm-store .venv venv ' +
      'site-packages Pods Carthage .dart_tool .gradle .bundle',
  ),
  ...named(
    'build-output',
    'dist build out coverage .next .nuxt .output .svelte-kit .angular .cache .parcel-cache .turbo ' +
      '.nyc_output .expo .docusaurus storybook-static .vercel .netlify .serverless .terraform ' +
      '.firebase .aws-sam __pycache__ .tox DerivedData',
  ),
]);

const lockFiles = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'packages.lock.json',
]);

/** The records of version control: not part of the tree, so not even skipped. */
export function isVersionControl(folder: string): boolean {
  return folder === '.git' || folder === '.hg' || folder === '.svn' || folder === '.jj';
}

/** Why a folder of this name is not entered. */
export function unreadFolder(name: string): SkipReason | undefined {
  return folders.get(name);
}

/** What all names that are told by say, asked first, since few files have one. */
const telling = /lock|shrinkwrap|[.-](?:d|min|bundle|chunk)\.|^link-initialize/;

/** Why a file of this name is not read though its type is known. */
export function unreadFile(name: string): SkipReason | undefined {
  if (!telling.test(name)) return undefined;
  if (lockFiles.has(name)) return 'lock-file';
  if (/\.d\.(?:[^.]+\.)?[mc]?ts$/.test(name)) return 'declarations';
  if (/[.-]min\.[mc]?js$/.test(name)) return 'minified';
  if (/^link-initialize(?:[.-][^/]*)?\.js$/.test(name)) return 'vendored';
  if (/\.(?:bundle|chunk)\.[mc]?js$/.test(name)) return 'built';
  return undefined;
}

function named(reason: SkipReason, names: string): [string, SkipReason][] {
  return names.split(' ').map((name) => [name, reason]);
}

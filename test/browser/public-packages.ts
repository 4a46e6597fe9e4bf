import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '../../node_modules');

/** Libraries that pages load from public CDNs, by the name in the URL. */
const libraries: readonly (readonly [RegExp, string])[] = [
  [/\bjquery\b/i, 'jquery/dist/jquery.min.js'],
  [/\bvue\b/i, 'vue/dist/vue.min.js'],
  [/\baxios\b/i, 'axios/dist/axios.min.js'],
];

/** What a public CDN would send for the URL, from node_modules; undefined for what is not there. */
export async function publicPackageFile(url: URL): Promise<string | undefined> {
  const path = libraries.find(([name]) => name.test(url.pathname))?.[1];
  return path === undefined ? undefined : readFile(join(modules, path), 'utf8');
}

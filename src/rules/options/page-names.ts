import path from 'node:path';
import type { CodePlace } from '../../scan/code-place.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';

/** How Link is opened in scripts that will get a function of ours. */
const OPENS_LINK = /Plaid\s*(?:\?\.|\.)\s*create\s*\(/;

/**
 * Names of functions in classic scripts of one page are one: a second function of a name would take the
 * place of the first. These are the names that other scripts of the same pages have, or get first.
 */
export function namesOfPage(wanted: string, place: CodePlace): readonly string[] {
  const { file, script, project } = place;
  if (script.scope !== 'global') return [];
  const names: string[] = [];
  for (const other of project.files.values()) {
    if (other === file || !OPENS_LINK.test(other.text)) continue;
    if (!pagesOf(place).some((page) => loads(page, other))) continue;
    const own = other.text.match(new RegExp(`\\bfunction ${wanted}\\d*\\b`, 'g')) ?? [];
    names.push(...own.map((each) => each.slice('function '.length)));
    if (own.length === 0 && other.path < file.path) {
      const number = names.length + 1;
      names.push(number === 1 ? wanted : `${wanted}${String(number)}`);
    }
  }
  return names;
}

/** The pages a script runs in, as far as they name it. */
function pagesOf({ file, project }: CodePlace): readonly ScannedFile[] {
  if (file.kind === 'markup') return [file];
  return project.mentioning(path.posix.basename(file.path)).filter(({ kind }) => kind === 'markup');
}

function loads(page: ScannedFile, script: ScannedFile): boolean {
  return page === script || page.text.includes(path.posix.basename(script.path));
}

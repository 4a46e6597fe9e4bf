import { onceEach } from '../../../scan/once-each.ts';
import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import type { Project } from '../../../scan/project.ts';
import { foreignCodeOf, type ForeignCode } from '../../languages/foreign-code.ts';
import { fieldOf } from './payload-reads.ts';
import { isTest, ownerOf } from './webhook-evidence.ts';

/** The path that a unit answers at: in its head, or where routes are listed by the names of handlers. */
export function routeOf(unit: CodeUnit, code: ForeignCode, project: Project): string | undefined {
  return routeInHead(unit, code) ?? listedRoute(unit, code, project);
}

function routeInHead(unit: CodeUnit, code: ForeignCode): string | undefined {
  const head = code.withoutComments.slice(unit.head.start, unit.head.end);
  const isRoute =
    unit.kind === 'route' ||
    /@\w*\.?(?:route|post|get|api_view|csrf)|@?(?:Post|Request|Put|Any)?Mapping|\[?Http\w+|\[?Route|#\[/i.test(
      head,
    );
  return isRoute ? pathIn(head, code.language === 'swift') : undefined;
}

/** `post '/hook', to: 'hooks#create'`, `path("hook/", views.hook)`, `r.POST("/hook", hook)`. */
function listedRoute(unit: CodeUnit, code: ForeignCode, project: Project): string | undefined {
  const owner = ownerOf(unit, code).split(/[.:]+/).at(-1) ?? '';
  const controller = owner
    .replace(/Controller$/, '')
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_')
    .toLowerCase();
  const names =
    code.language === 'ruby' && controller !== ''
      ? [`${controller}#${unit.name}`]
      : [unit.name, ...(owner === '' ? [] : [`${owner}.as_view`, `${owner}@${unit.name}`])];
  // A controller of Laravel that is one action.
  if (unit.name === '__invoke') names.push(`${owner}::class`);
  for (const file of [undefined, ...project.files.values()]) {
    if (file !== undefined && codeLanguageOf(file.path) !== code.language) continue;
    if (file !== undefined && isTest(file.path)) continue;
    const known = file === undefined ? code : foreignCodeOf(file);
    const line = known && lineNamingOne(names, known, file?.text ?? code.withoutComments);
    const path = line === undefined ? undefined : pathIn(line);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** The line for the first of the names that a file holds, whatever it says there. */
function lineNamingOne(
  names: readonly string[],
  code: ForeignCode,
  text: string,
): string | undefined {
  const long = names.filter((each) => each.length > 3);
  for (const [index, name] of long.entries()) {
    const line = lineNaming(name, code);
    if (line === undefined) continue;
    return long.slice(0, index).some((each) => text.includes(each)) ? undefined : line;
  }
  return undefined;
}

/** The line of a file where routes are listed that names a handler. */
function lineNaming(name: string, foreign: ForeignCode): string | undefined {
  const { withoutComments, code } = foreign;
  const { all, byWord } = listingLines(foreign);
  // Of what names all words of it, the least is looked through.
  const lines = Array.from(name.matchAll(/\w+/g), ([word]) => byWord.get(word) ?? []);
  const fewest = lines.toSorted((a, b) => a.length - b.length)[0] ?? all;
  return fewest.find(({ start, text }) => {
    const at = start + text.indexOf(name);
    // A part of an address names no handler: `"/webhook"`. `"Hooks:take"` and `[Hooks::class, 'take']` do.
    const isName =
      code.startsWith(name, at) || /[:@#"']/.test(name + withoutComments.charAt(at - 1));
    return isName && holdsName(text, name);
  })?.text;
}

interface Line {
  readonly start: number;
  readonly text: string;
}

/** Lines of a file that may list a route of webhooks, and those of each word. */
const listingLines = onceEach(({ withoutComments }: ForeignCode) => {
  const all: Line[] = [];
  const byWord = new Map<string, Line[]>();
  let start = 0;
  for (const text of withoutComments.split('\n')) {
    const line = { start, text };
    start += text.length + 1;
    if (!/["'][^"']*(?:hook|plaid)/i.test(text)) continue;
    all.push(line);
    for (const word of new Set(text.match(/\w+/g))) {
      const others = byWord.get(word);
      if (others === undefined) byWord.set(word, [line]);
      else others.push(line);
    }
  }
  return { all, byWord };
});

/** Whether a line names it, and not where it is declared. */
function holdsName(line: string, name: string): boolean {
  const at = line.indexOf(name);
  if (/\b(?:def|func|fun|function)\s+(?:\([^)]*\)\s*)?$/.test(line.slice(0, Math.max(at, 0))))
    return false;
  return at !== -1 && !/\w/.test(line.charAt(at - 1)) && !/\w/.test(line.charAt(at + name.length));
}

/** The path in a line; Vapor takes its segments one by one. */
function pathIn(text: string, inSegments = false): string | undefined {
  const paths = Array.from(text.matchAll(/["']([\w/:{}<>.-]*)["']/g), ([, path]) => path ?? '');
  if (inSegments) return paths.length === 0 ? undefined : `/${paths.join('/')}`;
  const isListed = /\b(?:re_path|path|url|route|post|put|match|any|add_url_rule)\b/i.test(text);
  const path = paths.find(
    (each) =>
      !each.includes('#') &&
      !each.includes('://') &&
      (each.includes('/') || (isListed && fieldOf(each) === undefined)),
  );
  return path === undefined || path === '' ? undefined : path.startsWith('/') ? path : `/${path}`;
}

import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import type { Collector } from './collector.ts';
import { slotOf, type Removal } from './holder.ts';
import type { KeyName } from './key-name.ts';

/** How files of settings give a variable a value: one line for each. `@` stands for the name. */
const syntaxes: readonly { readonly path: RegExp; readonly line: string }[] = [
  { path: /(?:^|\/)\.env(?:rc|\.[^/]*)?$/, line: String.raw`^[ \t]*(?:export[ \t]+)?@[ \t]*=` },
  {
    path: /\.ya?ml$/,
    line: String.raw`^[ \t]*(?:-[ \t]+)?(?:@|"@"|'@')[ \t]*(?::(?=[ \t\r]|$)|=)|^[ \t]*-[ \t]+@[ \t]*\r?$|^[ \t]*-[ \t]+["']@=`,
  },
  { path: /\.(?:toml|ini|cfg|conf|properties)$/, line: String.raw`^[ \t]*@[ \t]*[=:]` },
  { path: /(?:^|\/)Dockerfile(?:\.[^/]*)?$/, line: String.raw`^(?:ENV|ARG)[ \t]+@(?=[ =\r]|$)` },
  { path: /\.(?:sh|bash|zsh)$/, line: String.raw`^[ \t]*export[ \t]+@=` },
];

/** A mention in a file of settings that has a line for each variable, or in any other text. */
export function collectFromLines(
  file: ScannedFile,
  range: Range,
  name: KeyName,
  into: Collector,
): void {
  const { path, text } = file;
  const line = lineOf(text, range.start);
  const source = text.slice(line.start, line.end);
  if (isComment(path, text.slice(line.start, range.start))) return;
  const syntax = syntaxes.find((each) => each.path.test(path));
  const given = syntax === undefined ? undefined : matchName(source, syntax.line, name.text);
  const isLine = given !== undefined && line.start + given === range.start;
  const isOurs = name.strength === 'telling' || name.inEnvironment;
  const isOwn = isLine && isOurs;
  if (!isOwn) {
    const slots = textSpaces.map((space) => slotOf(space, name.text));
    into.read(path, range, slots, isOtherLanguage(path) ? 'other-language' : 'code');
    return;
  }
  into.hold({
    kind: 'setting',
    name: name.text,
    path,
    range,
    span: line,
    slots: [slotOf('environment', name.text), slotOf('member', name.text)],
    removal: removalOf(file, line),
    isReported: true,
  });
}

/** What text outside of pages may mean by a name: no local of a view. */
export const textSpaces = ['environment', 'member', 'page'] as const;

/** Where the name starts in its line. */
function matchName(source: string, pattern: string, name: string): number | undefined {
  const line = pattern.replaceAll('@', name.replaceAll('$', String.raw`\$`));
  const match = new RegExp(line).exec(source.replace(/\r?\n$/, ''));
  return match === null ? undefined : source.indexOf(name);
}

function removalOf(file: ScannedFile, line: Range): Removal {
  const why = obstacle(file, line);
  if (why !== undefined) return { kind: 'by-hand', why };
  return {
    kind: 'edits',
    edits: [{ path: file.path, ...line, text: '' }],
  };
}

/** Why a line is more than a line. */
function obstacle({ path, text }: ScannedFile, line: Range): string | undefined {
  const source = text.slice(line.start, line.end).trimEnd();
  if (source.endsWith('\\') || /\\\r?\n$/.test(text.slice(0, line.start))) {
    return 'It is part of a longer command.';
  }
  const value = source.replace(/^[^=:]*[=:]\s*/, '');
  const [quote] = value;
  const isOpen = (quote === '"' || quote === "'") && value.indexOf(quote, 1) === -1;
  if (isOpen || /^(?:"""|''')/.test(value)) return 'Its value goes on over several lines.';
  if (/Dockerfile/.test(path) && /^ENV\s+\S+=\S*\s+\S+=/.test(source)) {
    return 'Its line gives other variables a value, too.';
  }
  return /\.ya?ml$/.test(path) ? yamlObstacle(text, line) : undefined;
}

/** YAML: a value below the line, and a mapping that would be left without entries. */
function yamlObstacle(text: string, line: Range): string | undefined {
  const own = indentOf(text.slice(line.start, line.end));
  const below = significant(text.slice(line.end));
  const [next] = below;
  if (next !== undefined && indentOf(next) > own) return 'Its value goes on over several lines.';
  if (own === 0 || (next !== undefined && indentOf(next) === own)) return undefined;
  const above = significant(text.slice(0, line.start)).toReversed();
  const outer = above.find((each) => indentOf(each) <= own);
  const hasSibling = outer !== undefined && indentOf(outer) === own && !isParent(outer);
  return hasSibling ? undefined : 'It is the only one in its list.';

  /** `env:` may stand as far left as the dashes of its list. */
  function isParent(each: string): boolean {
    return /:\s*$/.test(each) && !/^\s*-/.test(each) && /^\s*-/.test(text.slice(line.start));
  }
}

function significant(text: string): string[] {
  return text.split(/\r?\n/).filter((each) => !/^\s*(?:#|$)/.test(each));
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

function lineOf(text: string, position: number): Range {
  const start = position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
  const end = text.indexOf('\n', position);
  return { start, end: end === -1 ? text.length : end + 1 };
}

/** Code of other languages, as far as it is read at all. */
export function isOtherLanguage(path: string): boolean {
  return /\.(?:py|rb|rake|java|kts?|scala|groovy|swift|mm?|go|cs|fs|vb|dart|exs?|rs|pl|lua|coffee|php)$/.test(
    path,
  );
}

function isComment(path: string, before: string): boolean {
  if (/^\s*(?:#|;)/.test(before)) return true;
  const isSlashed = /\.(?:java|kts?|scala|groovy|gradle|swift|mm?|go|cs|fs|dart|rs)$/.test(path);
  return isSlashed && /^\s*(?:\/\/|\*|\/\*)/.test(before);
}

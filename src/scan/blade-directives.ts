import type { TemplateTag } from './template-tag.ts';

/** Directives that leave a value or markup in their place. */
const output = 'json|js|lang|choice|yield|include\\w*|each|stack|vite|csrf|method|inject';

/** Directives that steer (Laravel's BladeCompiler, Concerns/Compiles*). */
const openers =
  'if|unless|isset|empty|auth|guest|env|production|can|cannot|canany|error|once|hasSection|sectionMissing|' +
  'foreach|forelse|for|while|switch|push|pushOnce|prepend|component|slot|fragment|session';
const middles = 'else|elseif|elsecan|elseauth|elseguest|case|default';
const closers = 'end\\w+|show|stop|append|overwrite';
const others =
  'break|continue|extends|section|parent|props|aware|use|verbatim|php|unset|dd|dump|class|checked|selected|disabled';

// A word character before the sign makes it an address or a decorator of nobody.
const directive = new RegExp(
  String.raw`(?<![\w@])@(?:(${output})|(${openers})|(${middles})|(${closers})|(${others}))\b`,
  'g',
);

/** Longer arguments than anybody writes: brackets that never close are not searched to the end. */
const longestArguments = 10_000;

/** The `@` directives of a Blade template with their arguments, in order. */
export function bladeDirectives(text: string): readonly TemplateTag[] {
  const tags: TemplateTag[] = [];
  for (const match of text.matchAll(directive)) {
    const start = match.index;
    const previous = tags.at(-1);
    if (previous !== undefined && start < previous.end) continue;
    const end = argumentsEnd(text, start + match[0].length);
    tags.push({ start, end: phpEnd(text, match[0], end), certain: true, ...roleOf(match) });
  }
  return tags;
}

function roleOf(match: RegExpExecArray): Pick<TemplateTag, 'role' | 'branch'> {
  if (match[1] !== undefined) return { role: 'output' };
  if (match[2] !== undefined) return { role: 'control', branch: 'open' };
  if (match[3] !== undefined) return { role: 'control', branch: 'else' };
  return match[4] === undefined ? { role: 'control' } : { role: 'control', branch: 'close' };
}

/** Behind `(…)`, brackets paired and quotes respected; `from` where there are none. */
function argumentsEnd(text: string, from: number): number {
  const open = /^[ \t]*\(/.exec(text.slice(from, from + 40));
  if (open === null) return from;
  const pieces = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]/g;
  pieces.lastIndex = from;
  let depth = 0;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text)) {
    if (piece[0] === '(') depth += 1;
    if (piece[0] === ')') depth -= 1;
    if (depth === 0 && piece[0] === ')') return pieces.lastIndex;
    if (pieces.lastIndex > from + longestArguments) break;
  }
  return from;
}

/** `@php … @endphp` holds PHP, unless it has arguments. */
function phpEnd(text: string, name: string, end: number): number {
  if (name !== '@php' || text[end - 1] === ')') return end;
  const close = text.indexOf('@endphp', end);
  return close === -1 ? end : close + '@endphp'.length;
}

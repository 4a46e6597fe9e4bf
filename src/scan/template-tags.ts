import { bladeDirectives } from './blade-directives.ts';
import { blankRanges } from './masking.ts';
import { tagSyntaxes, type TagSyntax, type TemplateLanguage } from './tag-syntax.ts';
import { templateRegions } from './template-regions.ts';
import type { TemplateTag } from './template-tag.ts';

/** Every template tag of a text, in order and without overlaps. */
export function templateTags(text: string, language: TemplateLanguage): readonly TemplateTag[] {
  const { certain, doubtful } = tagSyntaxes[language];
  const hasRegions = language === 'blade' || certain.some(({ open }) => open === '{%');
  const regions = hasRegions ? templateRegions(text) : [];
  const comments = regions.flatMap(({ word, start, end }) =>
    word === 'comment' ? [{ start, end, role: 'comment', certain: true } as const] : [],
  );
  const searched = blankRanges(
    text,
    regions.map(({ content }) => content),
  );
  const directives = language === 'blade' ? bladeDirectives(searched) : [];
  const known = apart([...comments, ...tagsOf(searched, certain, true), ...directives]);
  return apart([...known, ...tagsOf(searched, doubtful, false)]);
}

/** Where tags overlap, the first one counts, and one that is certain before one that is not. */
function apart(tags: readonly TemplateTag[]): readonly TemplateTag[] {
  const kept: TemplateTag[] = [];
  for (const tag of tags.toSorted((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    const overlaps = last !== undefined && tag.start < last.end;
    if (overlaps && (last.certain || !tag.certain)) continue;
    if (overlaps) kept.pop();
    kept.push(tag);
  }
  return kept;
}

function tagsOf(text: string, syntaxes: readonly TagSyntax[], certain: boolean): TemplateTag[] {
  const tags: TemplateTag[] = [];
  const openings = openingsOf(syntaxes);
  /** Closing signs that do not come any more. */
  const missing = new Set<string>();
  for (let match = openings.exec(text); match !== null; match = openings.exec(text)) {
    const syntax = syntaxes.find(({ open }) => open === match?.[0]);
    if (syntax === undefined || syntax.role === 'text' || missing.has(syntax.close)) continue;
    const tag = tagAt(text, match.index, syntax, certain);
    if (tag === undefined) {
      missing.add(syntax.close);
      continue;
    }
    tags.push(tag);
    openings.lastIndex = tag.end;
  }
  return tags;
}

/** The longest sign first; nothing where there are no signs. */
function openingsOf(syntaxes: readonly TagSyntax[]): RegExp {
  const signs = syntaxes.map(({ open }) => open).toSorted((a, b) => b.length - a.length);
  const escaped = signs.map((sign) => sign.replaceAll(/[\\{}?|()]/g, String.raw`\$&`));
  return new RegExp(escaped.length === 0 ? '[]' : escaped.join('|'), 'g');
}

function tagAt(
  text: string,
  start: number,
  { open, close, role, quotes, openEnded }: TagSyntax,
  certain: boolean,
): TemplateTag | undefined {
  const from = start + open.length;
  const at = quotes ? closeOutsideQuotes(text, from, close) : text.indexOf(close, from);
  if (at === -1 && !openEnded) return undefined;
  const end = at === -1 ? text.length : at + close.length;
  if (role === 'output' || role === 'comment') return { start, end, role, certain };
  return { start, end, certain, ...meaning(open, text.slice(from, at === -1 ? end : at)) };
}

/** The first `close` outside of quotes; the very first where quotes do not pair up. */
function closeOutsideQuotes(text: string, from: number, close: string): number {
  const first = text.indexOf(close, from);
  if (first === -1) return -1;
  const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith(close, at)) return at;
    const quote = text[at];
    if (quote !== '"' && quote !== "'") continue;
    quoted.lastIndex = at;
    const string = quoted.exec(text);
    if (string === null) return first;
    at += string[0].length - 1;
  }
  return first;
}

/** What a tag that may print or steer does, by its words. */
function meaning(open: string, body: string): Pick<TemplateTag, 'role' | 'branch'> {
  const words = body.replace(/^[-_~=\s]+/, '').replace(/[-_~\s]+$/, '');
  if (open === '{{') return curlyMeaning(words);
  if (open.startsWith('<?') && /\b(?:echo|print|printf|_e|print_r|var_export)\b/.test(words)) {
    return { role: 'output' };
  }
  return { role: 'control', ...branchOf(words) };
}

function curlyMeaning(words: string): Pick<TemplateTag, 'role' | 'branch'> {
  if (/^[#^]/.test(words)) return { role: 'control', branch: 'open' };
  if (words.startsWith('/')) return { role: 'control', branch: 'close' };
  if (/^else\b/.test(words)) return { role: 'control', branch: 'else' };
  if (words.startsWith('!')) return { role: 'comment' };
  return { role: words.startsWith('>') ? 'control' : 'output' };
}

function branchOf(words: string): Pick<TemplateTag, 'branch'> {
  if (/^(?:\}\s*)?(?:else|elif|elsif|elseif|when)\b/.test(words)) return { branch: 'else' };
  if (/^end\w*\b|^\}/.test(words)) return { branch: 'close' };
  if (
    /^(?:if|unless|for|foreach|each|while|case|switch|with|block|ifequal)\b|[{:]$|\bdo\b(?:\s*\|[^|]*\|)?$/.test(
      words,
    )
  ) {
    return { branch: 'open' };
  }
  return {};
}

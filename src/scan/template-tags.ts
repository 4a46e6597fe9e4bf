import { bladeDirectives } from './blade-directives.ts';
import type { Range } from './scanned-file.ts';

/** Which template tags a file may hold, and which of them are beyond doubt. */
export type TemplateLanguage =
  | 'html'
  | 'component'
  | 'ejs'
  | 'erb'
  | 'handlebars'
  | 'jinja'
  | 'liquid'
  | 'blade'
  | 'php'
  | 'pug';

/** A tag of a template language: what a server replaces before a browser sees the page. */
export interface TemplateTag extends Range {
  /** `output` leaves a value in its place, `control` and `comment` leave nothing. */
  readonly role: 'output' | 'control' | 'comment';
  /** False where the same characters may be code (`{{` in a page that may or may not be a template). */
  readonly certain: boolean;
  /** What a control tag does to the text around it. */
  readonly branch?: 'open' | 'else' | 'close';
}

interface TagSyntax {
  readonly open: string;
  readonly close: string;
  /** Undefined: by what the tag says. */
  readonly role?: TemplateTag['role'] | 'text';
  /** The closing sign does not count inside of quotes. */
  readonly quotes?: true;
  /** May end with the file, as PHP does. */
  readonly openEnded?: true;
}

const angle: readonly TagSyntax[] = [
  { open: '<%%', close: '', role: 'text' },
  { open: '<%#', close: '%>', role: 'comment' },
  { open: '<%--', close: '--%>', role: 'comment' },
  { open: '<%=', close: '%>', role: 'output' },
];
const ejs: readonly TagSyntax[] = [
  ...angle,
  { open: '<%-', close: '%>', role: 'output' },
  { open: '<%', close: '%>' },
];
// In ERB a dash trims white space: `<%- if admin -%>`.
const erb: readonly TagSyntax[] = [...angle, { open: '<%', close: '%>' }];
const php: readonly TagSyntax[] = [
  { open: '<?=', close: '?>', role: 'output', quotes: true, openEnded: true },
  { open: '<?php', close: '?>', quotes: true, openEnded: true },
  { open: '<? ', close: '?>', quotes: true },
];
const percent: readonly TagSyntax[] = [{ open: '{%', close: '%}', quotes: true }];
const hashComment: readonly TagSyntax[] = [{ open: '{#', close: '#}', role: 'comment' }];
const curly: readonly TagSyntax[] = [
  { open: String.raw`\{{`, close: '', role: 'text' },
  { open: '{{{', close: '}}}', role: 'output', quotes: true },
  { open: '{{!--', close: '--}}', role: 'comment' },
  { open: '{{--', close: '--}}', role: 'comment' },
  { open: '{{', close: '}}', quotes: true },
];
const bang: readonly TagSyntax[] = [
  { open: '@{{', close: '', role: 'text' },
  { open: '{!!', close: '!!}', role: 'output', quotes: true },
];
const interpolation: readonly TagSyntax[] = [
  { open: String.raw`\#{`, close: '', role: 'text' },
  { open: '#{', close: '}', role: 'output', quotes: true },
  { open: '!{', close: '}', role: 'output', quotes: true },
];

/**
 * Signs that are never JavaScript are masked wherever they stand: a page may be rendered by another
 * engine than its name says. `doubtful` ones are, if the code does not parse with them.
 */
const languages: Readonly<
  Record<
    TemplateLanguage,
    { readonly certain: readonly TagSyntax[]; readonly doubtful: readonly TagSyntax[] }
  >
> = {
  html: { certain: [...ejs, ...php, ...percent], doubtful: [...curly, ...hashComment] },
  component: { certain: [], doubtful: [...ejs, ...percent, ...curly] },
  ejs: { certain: [...ejs, ...php, ...percent], doubtful: curly },
  erb: { certain: [...erb, ...percent], doubtful: curly },
  handlebars: { certain: [...curly, ...ejs, ...percent], doubtful: [] },
  jinja: { certain: [...curly, ...percent, ...hashComment, ...ejs], doubtful: [] },
  liquid: { certain: [...curly, ...percent, ...ejs], doubtful: [] },
  blade: { certain: [...bang, ...curly, ...php], doubtful: percent },
  php: { certain: [...php, ...percent], doubtful: [...bang, ...curly] },
  pug: { certain: interpolation, doubtful: [...ejs, ...percent, ...curly] },
};

/** Every template tag of a text, in order and without overlaps. */
export function templateTags(text: string, language: TemplateLanguage): readonly TemplateTag[] {
  const { certain, doubtful } = languages[language];
  const tags: TemplateTag[] = [];
  const openings = openingsOf(language);
  for (let match = openings.exec(text); match !== null; match = openings.exec(text)) {
    const [open] = match;
    const known = certain.find((syntax) => syntax.open === open);
    const syntax = known ?? doubtful.find((candidate) => candidate.open === open);
    if (syntax === undefined || syntax.role === 'text') continue;
    const tag = tagAt(text, match.index, syntax, known !== undefined);
    if (tag === undefined) continue;
    const last = wholeBlock(text, tag);
    tags.push(last);
    openings.lastIndex = verbatimEnd(text, last);
  }
  return language === 'blade' ? withDirectives(text, tags) : tags;
}

function openingsOf(language: TemplateLanguage): RegExp {
  const { certain, doubtful } = languages[language];
  const signs = [...new Set([...certain, ...doubtful].map(({ open }) => open))];
  // oxlint-disable-next-line unicorn/no-array-sort -- a list of our own
  signs.sort((a, b) => b.length - a.length);
  return new RegExp(
    signs.map((sign) => sign.replaceAll(/[\\{}?|()]/g, String.raw`\$&`)).join('|'),
    'g',
  );
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

/** `{% comment %}…{% endcomment %}` is one tag: nothing in it is code. */
function wholeBlock(text: string, tag: TemplateTag): TemplateTag {
  if (!/^\{%-?\s*comment\b/.test(text.slice(tag.start, tag.end))) return tag;
  const rest = /\{%-?\s*endcomment\s*-?%\}/g;
  rest.lastIndex = tag.end;
  const end = rest.exec(text);
  return end === null ? tag : { ...tag, role: 'comment', end: end.index + end[0].length };
}

/** Where to look for the next tag: `{% raw %}` and `{% verbatim %}` hold text for the browser. */
function verbatimEnd(text: string, tag: TemplateTag): number {
  const word = /^\{%-?\s*(raw|verbatim)\b/.exec(text.slice(tag.start, tag.end))?.[1];
  if (word === undefined) return tag.end;
  const rest = new RegExp(String.raw`\{%-?\s*end${word}\b`, 'g');
  rest.lastIndex = tag.end;
  return rest.exec(text)?.index ?? tag.end;
}

/** Blade's `@` directives, where no other tag stands. */
function withDirectives(text: string, tags: readonly TemplateTag[]): readonly TemplateTag[] {
  const directives = bladeDirectives(text).filter(
    ({ start }) => !tags.some((tag) => tag.start <= start && start < tag.end),
  );
  const free = tags.filter(
    ({ start }) => !directives.some((other) => other.start < start && start < other.end),
  );
  return [...free, ...directives].toSorted((a, b) => a.start - b.start);
}

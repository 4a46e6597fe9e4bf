import type { TemplateTag } from './template-tag.ts';

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

/** How a tag begins and ends, and what it leaves in its place. */
export interface TagSyntax {
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
export const tagSyntaxes: Readonly<
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

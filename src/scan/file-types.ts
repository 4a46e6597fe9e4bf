import type { TemplateLanguage } from './tag-syntax.ts';

/** How the parser reads code. `js` includes JSX. */
export type ScriptLanguage = 'js' | 'ts' | 'tsx';

/** How the code in a page is told from the rest: tags, one module a file, or indentation. */
export type MarkupLayout = 'html' | 'component' | 'pug' | 'slim' | 'haml';

/** What the name of a file says about it. */
export type FileType =
  | {
      readonly kind: 'script';
      readonly language: ScriptLanguage;
      /** For `app.js.erb` and its like. */
      readonly template?: TemplateLanguage;
    }
  | {
      readonly kind: 'markup';
      readonly layout: MarkupLayout;
      readonly template: TemplateLanguage;
    }
  | { readonly kind: 'data' };

const data: FileType = { kind: 'data' };

const scripts: Readonly<Record<string, ScriptLanguage>> = {
  js: 'js',
  mjs: 'js',
  cjs: 'js',
  jsx: 'js',
  es6: 'js',
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
};

const layouts: Readonly<Record<string, MarkupLayout>> = {
  vue: 'component',
  svelte: 'component',
  pug: 'pug',
  jade: 'pug',
  slim: 'slim',
  haml: 'haml',
};

const templates: Readonly<Record<string, TemplateLanguage>> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  shtml: 'html',
  tmpl: 'html',
  ftl: 'html',
  ftlh: 'html',
  tpl: 'html',
  gohtml: 'html',
  ejs: 'ejs',
  jsp: 'ejs',
  jspf: 'ejs',
  aspx: 'ejs',
  ascx: 'ejs',
  cshtml: 'html',
  erb: 'erb',
  rhtml: 'erb',
  eex: 'erb',
  leex: 'erb',
  heex: 'erb',
  hbs: 'handlebars',
  handlebars: 'handlebars',
  mustache: 'handlebars',
  njk: 'jinja',
  nunjucks: 'jinja',
  jinja: 'jinja',
  jinja2: 'jinja',
  j2: 'jinja',
  twig: 'jinja',
  liquid: 'liquid',
  php: 'php',
  phtml: 'php',
  vue: 'component',
  svelte: 'component',
  pug: 'pug',
  jade: 'pug',
  slim: 'pug',
  haml: 'pug',
};

/** Settings, manifests, and code in languages that are searched for the names of variables alone. */
const dataExtensions = new Set(
  (
    'json json5 jsonc yml yaml toml ini cfg conf properties plist xml gradle xcconfig tf sh bash zsh ps1 ' +
    'py rb rake java kt kts scala groovy swift m mm h go cs fs vb dart ex exs rs pl lua graphql gql coffee'
  ).split(' '),
);

const dataNames = /^(?:\.env(?:\..+)?|\.envrc|\.babelrc|Dockerfile(?:\..+)?|Makefile|Procfile)$/;

/** Where packages of other languages are named, as far as their extension does not say it. */
const manifestNames =
  /^(?:Gemfile|Podfile|Pipfile|Cartfile)(?:\.lock|\.resolved)?$|^(?:poetry|uv|pdm|composer|pubspec|mix)\.lock$|^(?:[\w.-]*requirements[\w.-]*|constraints)\.(?:txt|in)$|^(?:base|common|dev|prod\w*|local)\.txt$|^go\.mod$|^Package\.resolved$|\.(?:gemspec|csproj|fsproj|vbproj|props)$/;

const byExtension = new Map<string, FileType>([
  ...[...dataExtensions].map((extension): [string, FileType] => [extension, data]),
  ...Object.entries(scripts).map(([extension, language]): [string, FileType] => [
    extension,
    { kind: 'script', language },
  ]),
  ...Object.entries(templates).map(([extension, template]): [string, FileType] => [
    extension,
    { kind: 'markup', layout: layouts[extension] ?? 'html', template },
  ]),
]);

/** What a file is by its name; undefined for what is never read. */
export function fileTypeOf(name: string): FileType | undefined {
  const dot = name.lastIndexOf('.');
  if (dot > 0) {
    const type =
      byExtension.get(name.slice(dot + 1)) ?? byExtension.get(name.slice(dot + 1).toLowerCase());
    if (type?.kind === 'markup') return templateOf(name.slice(0, dot), type);
    if (type !== undefined) return type;
  }
  return dataNames.test(name) || manifestNames.test(name) ? data : undefined;
}

/** `page.blade.php` is Blade, `app.js.erb` a script, `config.yml.erb` settings. */
function templateOf(stem: string, type: FileType & { kind: 'markup' }): FileType {
  const dot = stem.lastIndexOf('.');
  if (dot <= 0) return type;
  const inner = stem.slice(dot + 1).toLowerCase();
  if (type.template === 'php') {
    return inner === 'blade' ? { ...type, template: 'blade' } : type;
  }
  const language = scripts[inner];
  if (language !== undefined && type.layout === 'html') {
    return { kind: 'script', language, template: type.template };
  }
  return dataExtensions.has(inner) ? data : type;
}

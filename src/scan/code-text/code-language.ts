/** The languages, besides those of the browser, that clients and servers of Plaid are written in. */
export type CodeLanguage =
  | 'python'
  | 'ruby'
  | 'php'
  | 'java'
  | 'kotlin'
  | 'swift'
  | 'objective-c'
  | 'dart'
  | 'go'
  | 'csharp'
  | 'elixir'
  | 'xml';

const byExtension: Readonly<Record<string, CodeLanguage>> = {
  py: 'python',
  rb: 'ruby',
  rake: 'ruby',
  php: 'php',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  swift: 'swift',
  m: 'objective-c',
  mm: 'objective-c',
  h: 'objective-c',
  dart: 'dart',
  go: 'go',
  cs: 'csharp',
  ex: 'elixir',
  exs: 'elixir',
  xml: 'xml',
  plist: 'xml',
};

/** The language of a file by its name; undefined for scripts, pages, templates and settings. */
export function codeLanguageOf(path: string): CodeLanguage | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.endsWith('.blade.php')) return undefined;
  const dot = name.lastIndexOf('.');
  return dot > 0 ? byExtension[name.slice(dot + 1)] : undefined;
}

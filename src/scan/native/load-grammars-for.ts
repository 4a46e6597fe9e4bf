import { nativeLanguageOf } from './native-language.ts';

/** Loads what reads the code of native apps, like the parser only where a file is there for it. */
export async function loadGrammarsFor(paths: Iterable<string>): Promise<void> {
  const languages = new Set([...paths].flatMap((path) => nativeLanguageOf(path) ?? []));
  if (languages.size === 0) return;
  const { loadGrammars } = await import('./grammars.ts');
  await loadGrammars(languages);
}

import { fileURLToPath } from 'node:url';
import type { Parser, Tree } from 'web-tree-sitter';
import type { NativeLanguage } from './native-language.ts';

/** The parsers of the languages a program met so far: a grammar is loaded once, and stays. */
const parsers = new Map<NativeLanguage, Parser>();

/** The languages whose grammar was wanted and is not installed. */
const absent = new Set<NativeLanguage>();

/**
 * Loads the grammars of some languages. They come with the optional dependencies `web-tree-sitter` and
 * `@cursorless/tree-sitter-wasms`: where these were left out, files of the languages are not parsed, and
 * what is found in them is left to a person.
 */
export async function loadGrammars(languages: Iterable<NativeLanguage>): Promise<void> {
  const missing = [...new Set(languages)].filter((language) => !parsers.has(language));
  if (missing.length === 0) return;
  const { Parser, Language } = await import('web-tree-sitter').catch(() => notInstalled);
  if (Parser === undefined) {
    for (const language of missing) absent.add(language);
    return;
  }
  await Parser.init();
  for (const language of missing) {
    const file = grammarFile(language);
    if (file === undefined) {
      absent.add(language);
      continue;
    }
    const parser = new Parser();
    parser.setLanguage(await Language.load(file));
    parsers.set(language, parser);
  }
}

/** Whether a grammar was wanted, and left out when plaid-migrate was installed. */
export function isGrammarAbsent(language: NativeLanguage): boolean {
  return absent.has(language);
}

/** The tree of a text; undefined where the grammar is not there, or gives up. Throws for nothing. */
export function parseNative(language: NativeLanguage, text: string): Tree | undefined {
  return parsers.get(language)?.parse(text) ?? undefined;
}

const notInstalled = { Parser: undefined, Language: undefined };

function grammarFile(language: NativeLanguage): string | undefined {
  const file = `@cursorless/tree-sitter-wasms/out/tree-sitter-${language}.wasm`;
  try {
    return fileURLToPath(import.meta.resolve(file));
  } catch {
    return undefined;
  }
}

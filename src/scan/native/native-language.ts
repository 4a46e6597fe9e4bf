/** Languages of native apps whose code is read by a grammar of its own. */
export type NativeLanguage = 'swift' | 'kotlin' | 'java' | 'dart';

const byExtension: Readonly<Record<string, NativeLanguage>> = {
  swift: 'swift',
  kt: 'kotlin',
  kts: 'kotlin',
  java: 'java',
  dart: 'dart',
};

/** The language of a file, by its name; undefined for all others. */
export function nativeLanguageOf(path: string): NativeLanguage | undefined {
  return byExtension[path.slice(path.lastIndexOf('.') + 1)];
}

import { describe, expect, test } from 'vitest';
import { loadGrammarsFor } from '../../../src/scan/native/load-grammars-for.ts';
import { nativeCodeOf } from '../../../src/scan/native/native-code.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';

const sound = {
  'Link.swift':
    '// Plaid\nlet c = LinkTokenConfiguration(token: "t") { success in print("ü", success) }\n',
  'Link.kt': '// Plaid\nfun open() = openPlaidLink(linkConfiguration { publicKey = "k" })\n',
  'Link.java': '// Plaid\nclass A { void f() { new Builder().publicKey("k").build(); } }\n',
  'link.dart': '// Plaid\nvoid main() { final c = LinkTokenConfiguration(token: "t"); }\n',
};

await loadGrammarsFor(Object.keys(sound));

function codeOf(path: string, text: string) {
  const file = memoryProject(new Map([[path, text]])).load(path);
  return file === undefined ? undefined : nativeCodeOf(file);
}

describe.each(Object.entries(sound))('%s', (path, text) => {
  test('is read without an error', () => {
    const code = codeOf(path, text);
    expect(code?.errors).toEqual([]);
    expect(code?.root.endIndex).toBe(text.length);
    expect(code?.comments.map(({ start, end }) => text.slice(start, end).trim())).toEqual([
      '// Plaid',
    ]);
  });

  test('has an error where a bracket is missing', () => {
    const broken = text.replace('(', '');
    expect(codeOf(path, broken)?.errors).not.toEqual([]);
  });
});

test('what is no native language has no such code', () => {
  expect(codeOf('plaid.py', '# Plaid')).toBeUndefined();
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const code = `import LinkKit

class Banks {
    func open() {
        let configuration = LinkPublicKeyConfiguration(clientName: "Wallet", environment: .sandbox, products: [.auth], language: "en", token: .publicKey(key), countryCodes: ["US"]) { _ in }
        handler = try? Plaid.create(configuration).get()
    }
}
`;

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'without-grammars-')));
  writeFileSync(join(folder, 'Banks.swift'), code);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const main = join(import.meta.dirname, '..', '..', '..', 'src', 'main.ts');
  const hook = join(import.meta.dirname, 'without-grammars.ts');
  return spawnSync(process.execPath, ['--import', hook, main, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
}

test('codemod leaves native code to a person and says what to install', () => {
  const { stdout, stderr, status } = run('codemod', '.', '--allow-dirty');
  expect(stderr).not.toContain('Error');
  expect(status).toBe(1);
  expect(stdout).toContain('by hand');
  expect(stdout).toContain('npm install web-tree-sitter @cursorless/tree-sitter-wasms');
  expect(readFileSync(join(folder, 'Banks.swift'), 'utf8')).toBe(code);
});

test('report says the same', () => {
  const { stdout, status } = run('report', '.');
  expect(status).not.toBe(2);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'npm install web-tree-sitter @cursorless/tree-sitter-wasms',
  );
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { parseScript } from '../../src/scan/parse-script.ts';

const tests = join(import.meta.dirname, '..');
const fixtures = globSync('fixtures/**/*.{js,jsx,ts,tsx}', { cwd: tests });

test('every node knows what it stands in, as where TypeScript says it', () => {
  expect(fixtures.length).toBeGreaterThan(500);
  for (const fixture of fixtures) {
    const text = readFileSync(join(tests, fixture), 'utf8');
    for (const code of [text, text.slice(0, text.length / 2)]) {
      const theirs = ts.createSourceFile(fixture, code, options, true, ts.ScriptKind.TSX);
      expect(parentsIn(parseScript(fixture, code, 'tsx')), fixture).toEqual(parentsIn(theirs));
    }
  }
});

test('trees of any depth', () => {
  const source = parseScript('sum.js', `x = ${'a + '.repeat(20_000)}b;`, 'js');
  expect(source.statements[0]?.parent).toBe(source);
});

const options: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

/** Of every node, in the order of the text, where its parent stands and what it is. */
function parentsIn(source: ts.SourceFile): readonly unknown[] {
  const parents: unknown[] = [];
  const visit = (node: ts.Node): void => {
    if (node !== source) {
      const { parent, kind, end } = node;
      const isThere = childrenOf(parent).has(node);
      parents.push(`${String(kind)} ${String(end)} in ${String(parent.kind)} ${String(isThere)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return parents;
}

function childrenOf(node: ts.Node): ReadonlySet<ts.Node> {
  const children = new Set<ts.Node>();
  ts.forEachChild(node, (child) => void children.add(child));
  return children;
}

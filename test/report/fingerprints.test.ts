import { describe, expect, test } from 'vitest';
import { baselineText } from '../../src/report/baseline.ts';
import { documentFormats } from '../../src/report/formats/report-formats.ts';
import type { Report } from '../../src/report/report.ts';
import { tempTree } from '../codemod/temp-tree.ts';
import { reportOf, sampleFiles } from './sample-report.ts';

async function idsOf(text: string, file = 'a.js'): Promise<readonly string[]> {
  return (await reportOf(tempTree({ [file]: text }))).findings.map((each) => each.fingerprint);
}

describe('a fingerprint', () => {
  test('outlives moves of the code within its file, reformatting and a new key', async () => {
    const [own] = await idsOf("plaidManual('x', 1);\n");
    expect(own).toMatch(/^[\da-f]{32}$/);
    expect(await idsOf("// more\n\n\nif (x) {\n  plaidManual('x',   1);\n}\n")).toEqual([own]);
    expect(await idsOf('plaidManual("x",1);\r\n')).toEqual([own]);
    const [keyed] = await idsOf("plaidManual('5d1fa2b3c4d5e6f7a8b9c0d1');\n");
    expect(await idsOf("plaidManual('0000a2b3c4d5e6f7a8b90000');\n")).toEqual([keyed]);
  });

  test('is another for other code, another file, and each of several equals', async () => {
    const [own] = await idsOf("plaidManual('x');\n");
    const others = [
      ...(await idsOf("plaidManual('y');\n")),
      ...(await idsOf("plaidManual('x');\n", 'b.js')),
    ];
    expect(new Set([own, ...others]).size).toBe(3);
    const three = await idsOf("plaidManual('x');\n".repeat(3));
    expect(new Set(three).size).toBe(3);
    expect(three[0]).toBe(own);
    // What is added below the others leaves them what they are.
    expect((await idsOf("plaidManual('x');\n".repeat(4))).slice(0, 3)).toEqual(three);
  });
});

test('the same files give the same bytes in any folder, in any order, with and without git', async () => {
  const first = tempTree(sampleFiles);
  const second = tempTree(Object.fromEntries(Object.entries(sampleFiles).toReversed()));
  second.commit();
  const texts = (report: Report) => Object.values(documentFormats).map((format) => format(report));
  const [one, two] = [await reportOf(first), await reportOf(second)];
  expect(texts(two)).toEqual(texts(one));
  for (const text of texts(one)) {
    expect(text).not.toContain(first.root);
    expect(text).not.toMatch(/plaid-migrate-codemod-/);
  }
  expect(one.findings.length).toBeGreaterThan(4);
});

test('a report that lies in the tree is none of the code it is about', async () => {
  const tree = tempTree(sampleFiles);
  const first = await reportOf(tree);
  tree.write('docs/report.json', documentFormats.json(first));
  tree.write('docs/report.html', documentFormats.html(first));
  tree.write('plaid-baseline.json', baselineText(first.findings));
  const second = await reportOf(tree);
  expect(second).toEqual({ ...first, counts: { ...first.counts, seen: 9, skipped: 3 } });
});

import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { githubReport } from '../../src/report/formats/github.ts';
import { markdownReport } from '../../src/report/formats/markdown.ts';
import { sarifReport } from '../../src/report/formats/sarif.ts';
import type { Finding, Report } from '../../src/report/report.ts';
import { sampleReport } from './sample-report.ts';

/** A report of so many findings, of which some are known. */
async function reportWith(count: number, change: Partial<Finding> = {}): Promise<Report> {
  const report = await sampleReport();
  const [first] = report.findings;
  if (first === undefined) throw new Error('The sample has findings.');
  const findings = Array.from({ length: count }, (_, index) => ({
    ...first,
    known: index < count / 2,
    fingerprint: index.toString(16).padStart(32, '0'),
    line: index + 1,
    ...change,
  }));
  return { ...report, findings };
}

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly { readonly partialFingerprints: Readonly<Record<string, string>> }[];
    readonly invocations: readonly {
      readonly toolExecutionNotifications: readonly {
        readonly message: { readonly text: string };
      }[];
    }[];
  }[];
}

test('SARIF holds 25,000 results, the new ones first, and says what is left out', async () => {
  const log: Sarif = JSON.parse(sarifReport(await reportWith(30_000)));
  const [run] = log.runs;
  const ids = run?.results.map((each) => each.partialFingerprints['primaryLocationLineHash']) ?? [];
  expect(new Set(ids).size).toBe(25_000);
  // The last half is new.
  expect(ids).toContain((29_999).toString(16).padStart(32, '0'));
  const said = run?.invocations[0]?.toolExecutionNotifications.at(-1)?.message.text;
  expect(said).toBe('5000 more findings are left out: code scanning takes no more.');
});

test('SARIF packs to less than 10 MB, however long messages are', async () => {
  const report = await reportWith(180);
  const findings = report.findings.map((each) => ({
    ...each,
    // Packs to three quarters.
    message: randomBytes(60_000).toString('base64'),
  }));
  const text = sarifReport({ ...report, findings });
  expect(Buffer.byteLength(text)).toBeGreaterThan(5_000_000);
  expect(gzipSync(text).length).toBeLessThan(10_000_000);
  expect(text).toContain('more findings are left out');
});

test('Markdown stays below what GitHub takes, and says what is left out', async () => {
  const text = markdownReport(
    await reportWith(20_000, { known: false, message: 'é|'.repeat(100) }),
  );
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
  expect(text).toMatch(/\d+ more are not listed: GitHub takes no longer text\.\n$/);
  expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
});

test('Markdown lists what is new', async () => {
  const text = markdownReport(await reportWith(10));
  expect(text).toContain('### 10 places in the code, 5 of them new');
  expect(text.match(/^\| `broken\.js:\d+`/gm)).toHaveLength(5);
});

function levelsIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => /^::(\w+)/.exec(line)?.[1] ?? []);
}

function times(count: number, word: string): readonly string[] {
  return Array.from({ length: count }, () => word);
}

test('GitHub is told no more than it shows, the errors first, and how many more there are', async () => {
  const report = await reportWith(36, { known: false });
  const severities = ['note', 'warning', 'error'] as const;
  const findings = report.findings.map((each, index) => ({
    ...each,
    severity: severities[index % 3] ?? 'note',
  }));
  const text = githubReport({ ...report, findings, unread: [], tokens: null });
  expect(levelsIn(text)).toEqual([
    ...times(10, 'error'),
    ...times(10, 'warning'),
    // The tenth says what is left out.
    ...times(10, 'notice'),
  ]);
  expect(text.trimEnd().split('\n').at(-1)).toBe(
    '::notice title=7 more of plaid-migrate::GitHub shows no more than 10 errors, warnings and notices of a step.%0AAll of them are in --format "markdown=$GITHUB_STEP_SUMMARY", sarif=plaid.sarif or html=plaid.html.',
  );
});

test('GitHub is told of the formats that the command has', async () => {
  const report = await reportWith(12, { known: false });
  const text = githubReport({ ...report, command: 'codemod' });
  expect(text).toMatch(/All of them are in --format sarif or json\.\n$/);
});

test('GitHub is told of everything that it shows', async () => {
  const report = await reportWith(10, { known: false, severity: 'note' });
  const text = githubReport({ ...report, unread: [], tokens: null });
  expect(levelsIn(text)).toEqual(times(10, 'notice'));
});

import { describe, expect, test } from 'vitest';
import { packageVersion } from '../../src/core/package-version.ts';
import { documentFormats, type DocumentFormat } from '../../src/report/formats/report-formats.ts';
import { describeReport } from '../../src/ui/describe-report.ts';
import { Chalk } from 'chalk';
import { sampleReport, secrets } from './sample-report.ts';

const endings: Readonly<Record<DocumentFormat, string>> = {
  json: 'json',
  markdown: 'md',
  sarif: 'sarif',
  github: 'txt',
  html: 'html',
};

const formats = Object.keys(endings).filter((name): name is DocumentFormat => name in endings);

describe.each(formats)('%s', (format) => {
  test('is what it was', async () => {
    const text = documentFormats[format](await sampleReport());
    await expect(text.replaceAll(packageVersion(), 'VERSION')).toMatchFileSnapshot(
      `snapshots/report-${format}.${endings[format]}`,
    );
  });

  test('shows no key and no token', async () => {
    const text = documentFormats[format](await sampleReport());
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain('link.html');
  });

  test('holds no control character but line ends, whatever a path is made of', async () => {
    const report = await sampleReport();
    const path = 'a\u001b[2J\u202eb\nc\u0007.js';
    const findings = report.findings.map((finding) => ({ ...finding, path, message: path }));
    const text = documentFormats[format]({ ...report, findings, unread: [{ path, reason: path }] });
    // JSON escapes those of ASCII itself, and a reader of JSON is no terminal.
    expect(text).not.toMatch(format === 'json' ? /[^\P{Cc}\n]/u : /[^\P{Cc}\n]|\u202e/u);
  });
});

describe('text', () => {
  const style = { colour: new Chalk({ level: 0 }), verbose: true };

  test.each([80, 120])('fits %i columns', async (width) => {
    const text = describeReport(await sampleReport(), [], { ...style, width });
    await expect(text).toMatchFileSnapshot(`snapshots/report-text-${String(width)}.txt`);
    const long = text.split('\n').filter((line) => line.length > width);
    // A word that is longer than the line, and a command to copy, are not broken.
    expect(long.filter((line) => /\s/.test(line.trim()) && !line.includes('$ '))).toEqual([]);
  });

  test('prints the same code to write once', async () => {
    const report = await sampleReport();
    const replacement = 'one();\ntwo();\nthree();\nfour();';
    const findings = report.findings.map((each) => ({ ...each, replacement }));
    const text = describeReport({ ...report, findings }, [], { ...style, width: 100 });
    expect(text.match(/\| three\(\);/g)).toHaveLength(1);
    expect(text.match(/\| as at broken\.js:1$/gm)).toHaveLength(findings.length - 1);
  });

  test('names one day once', async () => {
    const report = await sampleReport();
    const tokens = report.tokens && { ...report.tokens, until: report.tokens.since };
    const text = describeReport({ ...report, tokens }, [], { ...style, width: 100 });
    expect(text).toContain(', 2026-11-02\n');
    expect(documentFormats.html({ ...report, tokens })).toContain(
      'Upgraded on <time>2026-11-02</time>;',
    );
  });

  test('leaves known findings to --verbose, and shows no secret', async () => {
    const report = await sampleReport();
    const brief = describeReport(report, [], { ...style, verbose: false, width: 100 });
    expect(brief).not.toContain('(known)');
    expect(brief).toContain('not in the baseline');
    for (const secret of secrets) expect(brief).not.toContain(secret);
  });
});

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { codemod } from '../../src/commands/codemod.ts';
import { jsonReport } from '../../src/report/formats/json.ts';
import { sarifReport } from '../../src/report/formats/sarif.ts';
import type { Report } from '../../src/report/report.ts';
import { tempTree } from '../codemod/temp-tree.ts';
import { fakeHost } from '../fake-host.ts';
import { reportOf, sampleFiles, sampleQuestions, sampleReport } from './sample-report.ts';

function readJson(path: string): Record<string, unknown> {
  const value: Record<string, unknown> = JSON.parse(
    readFileSync(new URL(path, import.meta.url), 'utf8'),
  );
  return value;
}

/** The schema is of draft 4, whose only words that newer drafts lack are these two. */
function sarifValidator(): ValidateFunction {
  const { id: _id, $schema: _draft, ...schema } = readJson('schemas/sarif-schema-2.1.0.json');
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv.compile(schema);
}

function reportValidator(): ValidateFunction {
  return new Ajv2020({ allErrors: true }).compile(readJson('../../schema/report.schema.json'));
}

function errorsOf(validate: ValidateFunction, text: string): unknown {
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

async function emptyReport(): Promise<Report> {
  return reportOf(tempTree({ 'a.js': 'nothing();\n' }));
}

describe('SARIF is valid by the published schema of 2.1.0', () => {
  const validate = sarifValidator();

  test('with everything in it', async () => {
    expect(errorsOf(validate, sarifReport(await sampleReport()))).toEqual([]);
  });

  test('with nothing in it', async () => {
    expect(errorsOf(validate, sarifReport(await emptyReport()))).toEqual([]);
  });

  test('which is not valid for just anything', () => {
    expect(errorsOf(validate, '{"version":"2.1.0","runs":[{"results":[]}]}')).not.toEqual([]);
  });
});

describe('JSON is valid by the schema in the package', () => {
  const validate = reportValidator();

  test('with everything in it', async () => {
    expect(errorsOf(validate, jsonReport(await sampleReport()))).toEqual([]);
  });

  test('with nothing in it', async () => {
    expect(errorsOf(validate, jsonReport(await emptyReport()))).toEqual([]);
  });

  test.each(['dryRun', 'check', 'allowDirty'] as const)(
    'as codemod with %s prints it',
    async (mode) => {
      const tree = tempTree({
        ...sampleFiles,
        'latin1.js': Buffer.from('plaid("\xe9");', 'latin1'),
      });
      const host = fakeHost({ cwd: tree.root });
      const { rules } = sampleQuestions;
      await codemod(['.'], { [mode]: true, format: 'json' }, host, async () => rules);
      expect(errorsOf(validate, host.written.stdout)).toEqual([]);
      const document: Report = JSON.parse(host.written.stdout);
      const left = document.findings.filter(({ remedy }) => remedy === 'codemod').length;
      // What is written is not left any more.
      expect(left).toBe(mode === 'allowDirty' ? 0 : 1);
    },
  );

  test('which says no to a member it does not know, and to one that is missing', async () => {
    const report = await sampleReport();
    expect(errorsOf(validate, JSON.stringify({ ...report, more: 1 }))).not.toEqual([]);
    expect(errorsOf(validate, JSON.stringify({ ...report, road: undefined }))).not.toEqual([]);
  });
});

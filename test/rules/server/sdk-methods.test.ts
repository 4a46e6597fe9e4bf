import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sdkMethods } from '../../../src/plaid/sdk-methods.ts';
import { sdkCall } from '../../../src/rules/server/sdk-call.ts';
import { sdkClient } from '../../../src/rules/server/sdk-client.ts';
import { migrate } from '../../codemod/migrate.ts';

const replaced = sdkMethods.filter(({ current }) => current !== undefined);

/** `getItem` is called with an argument for each of its parameters, as an app on that version does. */
function raised(call: string, version: string): string {
  const client =
    version < '6'
      ? "new plaid.Client('', '', '', plaid.environments.sandbox)"
      : "new plaid.Client({ clientID: '', secret: '', env: plaid.environments.sandbox })";
  const { files, plan } = migrate(
    new Map([
      ['package.json', JSON.stringify({ dependencies: { plaid: version } })],
      ['a.js', `const plaid = require('plaid');\nconst client = ${client};\n${call};\n`],
    ]),
    [sdkClient, sdkCall],
    { sdk: 'current' },
  );
  expect(plan.files.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  return files.get('a.js')?.trimEnd().split('\n').slice(-1)[0] ?? '';
}

describe.each(['4.0.0', '8.5.4'])('every method of plaid %s', (version) => {
  test.each(replaced)('$name', ({ name, current, parameters }) => {
    const given = parameters.filter(({ since }) => since === undefined || version.startsWith('8'));
    const values = given.map(({ field }) => (field === '...' ? '{ a: 1 }' : `the.${field}`));
    const fields = parameters.map(({ field }) => {
      if (field === 'country_codes' && version.startsWith('4')) return "country_codes: ['US']";
      return `${field}: the.${field}`;
    });
    const request =
      parameters[0]?.field === '...'
        ? '{ a: 1 }'
        : fields.length === 0
          ? '{}'
          : `{ ${fields.join(', ')} }`;
    const pdf =
      name === 'getAssetReportPdf'
        ? [
            ", { responseType: 'arraybuffer' }",
            '.then((response) => ({ data: { buffer: response.data } }))',
          ]
        : ['', ''];
    // Long lines keep the request on one line, as the call was.
    const padding = `/* ${'-'.repeat(200)} */`;
    const call = `client.${current ?? ''}(${request}${pdf[0] ?? ''})${pdf[1] ?? ''}`;
    expect(
      raised(`const f = (done) => client.${name}(${values.join(', ')}) ${padding}`, version),
    ).toBe(`const f = (done) => ${call}.then((response) => response.data) ${padding};`);
    const withCallback = [...values, '(error, x) => done(error, x)'].join(', ');
    expect(raised(`const f = (done) => client.${name}(${withCallback}) ${padding}`, version)).toBe(
      `const f = (done) => answer(${call}, (error, x) => done(error, x)) ${padding};`,
    );
  });
});

describe('the fixture sdk-call/every-method', () => {
  const folder = join(import.meta.dirname, '../../fixtures/sdk-call/every-method');
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

  test.each(['promises.js', 'callbacks.js'])('%s calls every method of the table', (file) => {
    const input = read(`input/${file}`);
    const missing = sdkMethods.filter(({ name }) => !input.includes(`client.${name}(`));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  test.each(['promises.js', 'callbacks.js'])(
    '%s has no old name left that has a new one',
    (file) => {
      const expected = read(`expected/${file}`);
      const left = replaced.filter(
        ({ name, current }) => name !== current && expected.includes(`client.${name}(`),
      );
      expect(left.map(({ name }) => name)).toEqual([]);
    },
  );
});

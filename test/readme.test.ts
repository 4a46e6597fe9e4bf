import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { exitCodeMeanings } from '../src/core/exit-codes.ts';
import { faultPoints } from '../src/tokens/fault-points.ts';
import { tokenStates } from '../src/tokens/ledger/ledger.ts';

// The formatter pads table cells.
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replaceAll(
  / +/g,
  ' ',
);

it.each(exitCodeMeanings)('exit code %i is explained in the tool’s own words', (code, meaning) => {
  expect(readme).toContain(`| \`${String(code)}\` | ${meaning} |`);
});

it.each(Object.entries(faultPoints))(
  'fault point %s is explained as the code has it',
  (point, meaning) => {
    expect(readme).toContain(`| ${point} | ${meaning} |`);
  },
);

it.each(tokenStates)('state %s is explained', (state) => {
  expect(readme).toContain(`| \`${state}\` |`);
});

const pages = globSync('{README.md,docs/*.md}', { cwd: new URL('..', import.meta.url) });

it.each(pages)('%s mentions no option that the help does not know', async (page) => {
  const { helpTexts } = await import('../src/program/help-texts.ts');
  const known = [...helpTexts().values()].join('\n');
  const text = readFileSync(new URL(`../${page}`, import.meta.url), 'utf8');
  const mentioned = new Set(
    text.match(/(?<=plaid-migrate[^\n`|]*)--[a-z-]+/g)?.filter((flag) => flag !== '--from') ?? [],
  );
  expect([...mentioned].filter((flag) => !known.includes(flag))).toEqual([]);
});

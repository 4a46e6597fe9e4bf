import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadGrammarsFor } from '../../src/scan/native/load-grammars-for.ts';
import { nativeLanguageOf } from '../../src/scan/native/native-language.ts';
import { corpus, type NamedFixture } from './fuzz/corpus.ts';
import { faultsOf } from './fuzz/faults.ts';
import { dressed, type Dress } from './fuzz/line-ends.ts';
import { mutate, type Mutation } from './fuzz/mutation.ts';

const isFullScale = process.env['PLAID_MIGRATE_TEST_SCALE'] === 'full';
const given = process.env['PLAID_MIGRATE_TEST_SEED'];
const seed = Number(given ?? (isFullScale ? Math.floor(Math.random() * 2 ** 31) : 1));
const numRuns = isFullScale ? 4_000 : 300;

await loadGrammarsFor(['.swift', '.kt', '.java', '.dart']);

const fixtures = corpus().filter(({ input }) =>
  [...input.keys()].some((path) => nativeLanguageOf(path) !== undefined),
);

/** Changes of texts: the others need the tokens of JavaScript. */
const kinds: readonly Mutation['kind'][] = [
  'truncation',
  'deletion',
  'duplication',
  'lineDuplication',
  'doubling',
  'characters',
];

interface Case {
  readonly fixture: NamedFixture;
  readonly mutations: readonly Mutation[];
  readonly dress: Dress;
}

if (isFullScale) console.log(`PLAID_MIGRATE_TEST_SEED=${String(seed)}`);

test(
  'code of native apps, broken or written twice, is rewritten soundly, once, or left alone',
  { timeout: 1_800_000 },
  () => {
    fc.assert(
      fc.property(cases(), ({ fixture, mutations, dress }) => {
        const input = dressed(mutations.reduce(mutate, fixture.input), dress);
        const shown = [...input].map(([path, text]) => `--- ${path}\n${text}`).join('\n');
        expect(faultsOf(input, fixture.options, false), `${fixture.name}\n${shown}`).toEqual([]);
      }),
      { seed, numRuns },
    );
  },
);

test('every language is among them', () => {
  const languages = fixtures.flatMap(({ input }) => [...input.keys()].map(nativeLanguageOf));
  expect(new Set(languages)).toEqual(new Set(['swift', 'kotlin', 'java', 'dart', undefined]));
});

function cases(): fc.Arbitrary<Case> {
  const number = fc.nat();
  return fc.record({
    fixture: fc.constantFrom(...fixtures),
    mutations: fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        numbers: fc.tuple(number, number, number, number),
      }),
      { minLength: 0, maxLength: 3 },
    ),
    dress: fc.record({
      ends: fc.constantFrom('as they are', 'CRLF', 'mixed'),
      bom: fc.boolean(),
    }),
  });
}

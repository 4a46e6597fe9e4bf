import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corpus, type NamedFixture } from './fuzz/corpus.ts';
import { faultsOf } from './fuzz/faults.ts';
import { dressed, type Dress } from './fuzz/line-ends.ts';
import { breakingKinds, keepingKinds, mutate, type Mutation } from './fuzz/mutation.ts';
import type { Files } from './migrate.ts';

const isFullScale = process.env['PLAID_MIGRATE_TEST_SCALE'] === 'full';
const given = process.env['PLAID_MIGRATE_TEST_SEED'];
/** The same cases at every `npm test`, others at every `npm run test:fuzz` that is given no seed. */
const seed = Number(given ?? (isFullScale ? Math.floor(Math.random() * 2 ** 31) : 1));
const numRuns = isFullScale ? 6_000 : 150;
const fixtures = corpus();

interface Case {
  readonly fixture: NamedFixture;
  readonly mutations: readonly Mutation[];
  readonly dress: Dress;
}

if (isFullScale) console.log(`PLAID_MIGRATE_TEST_SEED=${String(seed)}`);

test.each([
  { name: 'a program written in another way', kinds: keepingKinds, keepsMeaning: true },
  {
    name: 'a program that was broken',
    kinds: [...breakingKinds, ...breakingKinds, ...keepingKinds],
    keepsMeaning: false,
  },
])(
  '$name is rewritten soundly, once, or left alone',
  { timeout: 1_800_000 },
  ({ kinds, keepsMeaning }) => {
    fc.assert(
      fc.property(cases(kinds), ({ fixture, mutations, dress }) => {
        const input = dressed(mutations.reduce(mutate, fixture.input), dress);
        const faults = faultsOf(input, fixture.options, keepsMeaning);
        expect(faults, described(fixture.name, input)).toEqual([]);
      }),
      { seed, numRuns },
    );
  },
);

test('mutations find something to change', () => {
  const idle = [...keepingKinds, ...breakingKinds].filter((kind) =>
    fixtures.every(({ input }) => mutate(input, { kind, numbers: [0, 1, 2, 3] }) === input),
  );
  expect(idle).toEqual([]);
});

function cases(kinds: readonly Mutation['kind'][]): fc.Arbitrary<Case> {
  const number = fc.nat();
  const mutation = fc.record({
    kind: fc.constantFrom(...kinds),
    numbers: fc.tuple(number, number, number, number),
  });
  return fc.record({
    fixture: fc.constantFrom(...fixtures),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 4 }),
    dress: fc.record({
      ends: fc.constantFrom('as they are', 'CRLF', 'mixed'),
      bom: fc.boolean(),
    }),
  });
}

function described(name: string, input: Files): string {
  return [name, ...[...input].map(([path, text]) => `--- ${path}\n${text}`)].join('\n');
}

// Startup against `node -e 0`: medians of shuffled rounds, so that a busy machine hits all alike.
// npm run build && npm run bench:startup [rounds]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Candidate {
  readonly name: string;
  readonly args: readonly string[];
  /** Times `node -e 0`, where there is one. */
  readonly budget?: number;
}

const bin = join(import.meta.dirname, '..', 'bin', 'plaid-migrate.js');
const candidates: readonly Candidate[] = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: '--version', args: [bin, '--version'], budget: 1.25 },
  { name: '--help', args: [bin, '--help'], budget: 1.25 },
  { name: 'tokens --help', args: [bin, 'tokens', '--help'], budget: 1.25 },
  { name: 'keygen', args: [bin, 'keygen'] },
  { name: 'tokens status', args: [bin, 'tokens', 'status'] },
];

const rounds = Number(process.argv[2] ?? 25);
// An empty folder: `tokens status` finds no ledger there, and says so.
const cwd = mkdtempSync(join(tmpdir(), 'plaid-migrate-bench-'));
const times = new Map<Candidate, number[]>(candidates.map((candidate) => [candidate, []]));
for (let round = -2; round < rounds; round += 1) {
  for (const candidate of shuffled(candidates)) {
    const ms = timed(candidate);
    // The first two rounds fill the compile cache and the page cache.
    if (round >= 0) times.get(candidate)?.push(ms);
  }
}
rmSync(cwd, { recursive: true });

const base = median([...times.values()][0] ?? []);
console.log(`node ${process.version}, ${String(rounds)} shuffled rounds, medians`);
for (const [{ name, budget }, ms] of times) {
  const ratio = median(ms) / base;
  const verdict =
    budget === undefined
      ? ''
      : `  budget ${budget.toFixed(2)} ${ratio <= budget ? 'met' : 'MISSED'}`;
  console.log(
    `${name.padEnd(16)}${median(ms).toFixed(1).padStart(7)} ms ${ratio.toFixed(2).padStart(6)} x${verdict}`,
  );
}

function timed({ args }: Candidate): number {
  const start = performance.now();
  spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  return performance.now() - start;
}

function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

// The main job beside its yardsticks: wrk, which only asks, and a plain loop over the last official
// client that has the route. Everything is compared within one run, as medians of shuffled rounds;
// nothing is asserted. Needs a build, and wrk for the first table.
// npm run build && npm run bench:tokens [-- --full]
import { cpus } from 'node:os';
import { measureCosts, measureThroughput } from './tokens-calls.ts';
import { measureCeiling, measureScale } from './tokens-scale.ts';
import { measureRunners } from './tokens-shared.ts';
import { hasWrk } from './wrk.ts';

const full = process.argv.includes('--full');
const machine = cpus();

console.log(
  `${machine[0]?.model ?? 'unknown CPU'}, ${String(machine.length)} cores, node ${process.version}, ${full ? 'full' : 'quick'}`,
);
if (!hasWrk) console.log('wrk is not installed (apt-get install wrk): no rate to compare with.');

await measureThroughput(full);
await measureCosts(full);
await measureCeiling(full);
await measureScale(full);
await measureRunners(full);

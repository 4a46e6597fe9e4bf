// The codemod beside its yardsticks: ripgrep, which only searches, reading and writing, which changes
// nothing, jscodeshift and ts-morph. Everything is compared within one run, as medians of shuffled
// rounds; nothing is asserted. Needs a build, git, ripgrep for the yardstick of a scan, and npm's
// registry for jscodeshift. The trees are made anew, 650 MB of them, and gone afterwards.
// npm run build && npm run bench:codemod [-- --quick]
import { cpus } from 'node:os';
import { reportBottleneck } from './codemod-bottleneck.ts';
import { hasRipgrep, installJscodeshift } from './codemod-peers.ts';
import { measureRewrite } from './codemod-rewrite.ts';
import { measureScan } from './codemod-scan.ts';

const rounds = process.argv.includes('--quick') ? { ours: 3, peers: 1 } : { ours: 11, peers: 3 };
const machine = cpus();

console.log(
  `${machine[0]?.model ?? 'unknown CPU'}, ${String(machine.length)} cores, node ${process.version}, ` +
    `${String(rounds.ours)} rounds, ${String(rounds.peers)} of jscodeshift and ts-morph`,
);
if (!hasRipgrep) {
  console.log('ripgrep is not installed (apt-get install ripgrep): no scan to compare with.');
}
const jscodeshift = installJscodeshift();
if (jscodeshift === undefined) {
  console.log("npm's registry cannot be reached: nothing of jscodeshift to compare with.");
}

const scan = await measureScan(rounds, jscodeshift);
const rewrite = await measureRewrite(rounds, jscodeshift);
reportBottleneck(scan, rewrite);

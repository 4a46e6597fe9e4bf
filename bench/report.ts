// `report` beside ripgrep, which only searches, and beside `codemod --dry-run`, which asks fewer questions
// about fewer files. Within one run, as medians of shuffled rounds; nothing is asserted. Needs a build, git
// and ripgrep. The trees are made anew, 400 MB of them, and gone afterwards.
// npm run build && npm run bench:report [-- --quick]
import { comparison, comparisonHead, peakTable } from './budget.ts';
import { hasRipgrep, ripgrep } from './codemod-peers.ts';
import { codemodCommand } from './codemod-runs.ts';
import { mediansOf } from './medians.ts';
import { reportCommand, reportPeak } from './report-runs.ts';
import { applicationTree } from './source-trees.ts';
import { table } from './table.ts';

const rounds = process.argv.includes('--quick') ? 3 : 11;
const without = applicationTree(10_000, 'without Plaid').root;
const small = applicationTree(10_000, 'with Link code').root;
const large = applicationTree(40_000, 'with Link code').root;

const search = (tree: string) => (hasRipgrep ? ripgrep(tree) : undefined);
const times = await mediansOf(
  {
    withoutPlaid: reportCommand(without),
    searchWithout: search(without),
    few: reportCommand(small),
    fewByCodemod: codemodCommand(small, 'dry-run'),
    searchFew: search(small),
    many: reportCommand(large),
    manyByCodemod: codemodCommand(large, 'dry-run'),
    searchMany: search(large),
  },
  rounds,
);

console.log('report\n');
table(comparisonHead, [
  comparison(
    '10,000 files, nothing matches',
    times.withoutPlaid,
    { name: 'rg -j1', ms: times.searchWithout },
    { atMost: 1.8 },
  ),
  comparison(
    '10,000 files, 38 match',
    times.few,
    { name: 'rg -j1', ms: times.searchFew },
    { atMost: 3.5 },
  ),
  comparison('the same', times.few, { name: 'codemod', ms: times.fewByCodemod }),
  comparison(
    '40,000 files, 38 match',
    times.many,
    { name: 'rg -j1', ms: times.searchMany },
    { atMost: 2 },
  ),
  comparison('the same', times.many, { name: 'codemod', ms: times.manyByCodemod }),
]);
peakTable([{ what: '40,000 files', mb: await reportPeak(large), budget: { atMost: 220 } }]);

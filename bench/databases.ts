// Tables of database servers into the ledger: rows a second, and memory as the table grows. Nothing is
// asserted. Starts a Postgres server from npm and, where there is one, the machine's MariaDB.
// npm run bench:databases [-- --quick]
import { cpus } from 'node:os';
import { join } from 'node:path';
import { hasMariadb, launchMariadb, runMysql } from '../test/databases/mariadb-server.ts';
import { launchPostgres, runSql } from '../test/databases/postgres-server.ts';
import { verdict, type Budget } from './budget.ts';
import { runMeasured } from './measured-process.ts';
import { numbersIn } from './numbers-in.ts';
import { table, whole } from './table.ts';
import { freshPath } from './workspace.ts';

const sizes = process.argv.includes('--quick') ? [10_000, 100_000] : [100_000, 1_000_000];
const machine = cpus();
const rows: string[][] = [];

console.log(
  `${machine[0]?.model ?? 'unknown CPU'}, ${String(machine.length)} cores, node ${process.version}\n`,
);

const postgres = await launchPostgres();
try {
  for (const size of sizes) {
    const url = await postgres.database();
    await runSql(
      url,
      `CREATE TABLE items (id bigint PRIMARY KEY, access_token text);
       INSERT INTO items SELECT n, repeat(md5(n::text), 5) FROM generate_series(1, ${String(size)}) n;`,
    );
    await measure('Postgres', url, size, { atMost: 120 });
  }
} finally {
  await postgres.remove();
}
if (hasMariadb()) {
  const mariadb = await launchMariadb();
  try {
    for (const size of sizes) {
      const url = await mariadb.database();
      await runMysql(
        url,
        `CREATE TABLE items (id bigint PRIMARY KEY, access_token varchar(200));
         INSERT INTO items SELECT seq, repeat(md5(seq), 5) FROM seq_1_to_${String(size)};`,
      );
      await measure('MariaDB', url, size);
    }
  } finally {
    await mariadb.remove();
  }
} else {
  console.log('No MariaDB (apt-get install mariadb-server): nothing measured on it.\n');
}

table(['server', 'rows', 'into', 'rows/s', 'CPU µs/row', 'peak MB', 'growth', 'budget', ''], rows);
console.log(
  '\nNext bottleneck: sealing (a third of the CPU), then the indexes of the ledger. Not the servers.',
);

/** Reads a table alone, and into an encrypted ledger; each in a process of its own. */
async function measure(server: string, url: string, size: number, budget?: Budget): Promise<void> {
  for (const into of ['nothing', 'ledger']) {
    const { stdout, peakMb, cpuMicros } = await runMeasured(
      [
        join(import.meta.dirname, 'import-source.ts'),
        'env:BENCH_DATABASE',
        ...(into === 'ledger' ? [freshPath('ledger.db')] : []),
      ],
      { env: { BENCH_DATABASE: url } },
    );
    const { rows: count = 0, seconds = Number.NaN } = numbersIn(stdout);
    if (count !== size) throw new Error(`${String(count)} rows of ${String(size)} were read.`);
    const smaller = rows.findLast((row) => row[0] === server && row[2] === into)?.[5];
    rows.push([
      server,
      whole(size),
      into,
      whole(count / seconds),
      whole(cpuMicros / count),
      whole(peakMb),
      smaller === undefined
        ? ''
        : `${peakMb < Number(smaller) ? '' : '+'}${whole(peakMb - Number(smaller))}`,
      ...verdict(peakMb, into === 'nothing' && size === sizes.at(-1) ? budget : undefined),
    ]);
  }
}

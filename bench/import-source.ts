// What bench/databases.ts measures: reads a source to its end, into a ledger when one is named, and
// prints its rows and seconds. import-source.ts ADDRESS [LEDGER]
import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { systemClock } from '../src/core/clock.ts';
import { importTokens } from '../src/tokens/import.ts';
import { createSealing } from '../src/tokens/ledger/sealing.ts';
import { openLedger } from '../src/tokens/ledger/sqlite-ledger.ts';
import { openSource } from '../src/tokens/sources/open-source.ts';

// As main.ts does for `tokens`.
setFlagsFromString('--semi-space-growth-factor=1');

const [from = '', ledgerPath] = process.argv.slice(2);
const source = await openSource(
  { from, table: 'items' },
  { cwd: process.cwd(), stdin: process.stdin, env: process.env },
);
const start = performance.now();
let rows = 0;
if (ledgerPath === undefined) {
  for await (const page of source.pages(1_000)) rows += page.length;
} else {
  const context = {
    host: 'bench',
    pid: process.pid,
    toolVersion: '0.0.0',
    now: () => new Date().toISOString(),
    probe: () => undefined,
    clock: systemClock,
  };
  const ledger = openLedger(
    ledgerPath,
    { environment: 'sandbox', apiUrl: 'http://127.0.0.1:1', source: source.spec },
    { sealing: createSealing(randomBytes(32)), context },
  );
  const { signal } = new AbortController();
  await importTokens(source, ledger, systemClock, signal, (done) => void (rows = done));
  await ledger.close();
}
await source.close();
console.log(JSON.stringify({ rows, seconds: (performance.now() - start) / 1000 }));

// The plain way, to compare with: the last official client that has the route, a number of workers,
// and a commit for each answer. Arguments: URL, table, file of the record, concurrency, tokens.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Database from 'better-sqlite3';

interface OldClient {
  updateAccessTokenVersion(token: string): Promise<{ access_token: string; item_id: string }>;
}
interface OldSdk {
  readonly environments: { sandbox: string };
  readonly Client: new (id: string, secret: string, key: string, env: string) => OldClient;
}

function isOldSdk(value: unknown): value is OldSdk {
  return typeof value === 'object' && value !== null && 'Client' in value;
}

const [url = '', table = '', file = '', concurrency = '', tokens = ''] = process.argv.slice(2);
// Required, not imported: its types are a global `plaid` that would hide those of today's client.
const sdk: unknown = createRequire(import.meta.url)('plaid-4');
if (!isOldSdk(sdk)) throw new Error('plaid-4 is not the client it was.');
// The constructor takes the URLs of its own table alone.
sdk.environments.sandbox = url;
const client = new sdk.Client('simulated', 'simulated', 'public key', url);

const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('CREATE TABLE tokens (id TEXT PRIMARY KEY, old TEXT, new TEXT, item_id TEXT)');
const insert = db.prepare('INSERT INTO tokens (id, old) VALUES (?, ?)');
const update = db.prepare('UPDATE tokens SET new = ?, item_id = ? WHERE id = ?');

const rows = readFileSync(table, 'utf8')
  .split('\n')
  .slice(1, Number(tokens) + 1);
const open = rows.map((row) => {
  const [id = '', , token = ''] = row.split(',');
  return { id, token };
});
db.transaction(() => {
  for (const { id, token } of open) insert.run(id, token);
})();

const start = performance.now();
const before = process.cpuUsage();
async function work(): Promise<void> {
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    const answer = await client.updateAccessTokenVersion(row.token);
    update.run(answer.access_token, answer.item_id, row.id);
  }
}
await Promise.all(Array.from({ length: Number(concurrency) }, work));
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
db.close();
console.log(
  JSON.stringify({ perSecond: rows.length / seconds, cpuMicros: (user + system) / rows.length }),
);

import Database from 'better-sqlite3';

/** How many tokens of a ledger are in each state, read as users may: without the program. */
export function statesIn(ledgerPath: string): Record<string, number> {
  return Object.fromEntries(
    query<{ state: string; tokens: number }>(
      ledgerPath,
      'SELECT state, count(*) AS tokens FROM tokens GROUP BY state',
    ).map(({ state, tokens }) => [state, tokens]),
  );
}

/** The rows of one query on a ledger. */
export function query<Row>(ledgerPath: string, sql: string): Row[] {
  const db = new Database(ledgerPath, { readonly: true });
  try {
    return db.prepare<[], Row>(sql).all();
  } finally {
    db.close();
  }
}

/** Changes a ledger behind the program's back. */
export function meddle(ledgerPath: string, sql: string): void {
  const db = new Database(ledgerPath);
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

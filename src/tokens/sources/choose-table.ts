import { MigrateError } from '../../core/errors.ts';
import { hasTokenColumn, listNames, matchName } from './columns.ts';

/** A table as far as choosing goes. */
export interface TableChoice {
  readonly name: string;
  /** Every way to name it; its name alone where there is no other. */
  readonly aliases: readonly string[];
  readonly kind: 'table' | 'view';
  /** It needs no schema to be named: what is elsewhere counts when nothing here does. */
  readonly nearby: boolean;
  readonly columnNames: readonly string[];
}

/**
 * Finds the table to read: the one asked for, the only one there is, or the only one with a token
 * column (one called `tokenColumn` when that was asked for). A view counts when no table does, another schema
 * when this one has neither.
 *
 * @throws MigrateError listing the tables when it is missing or not plain.
 */
export function chooseTable<Table extends TableChoice>(
  tables: readonly Table[],
  place: string,
  request: { readonly table?: string; readonly tokenColumn?: string },
): Table {
  const list = `The tables there are: ${listNames(tables.map(({ name }) => name))}`;
  const { table: wanted, tokenColumn } = request;
  if (wanted !== undefined) return tableNamed(tables, wanted, place, list);
  const plausible = tables.filter(({ columnNames }) =>
    tokenColumn === undefined
      ? hasTokenColumn(columnNames)
      : matchName(columnNames, tokenColumn).length > 0,
  );
  const ranks = [
    tables.length === 1 ? tables : [],
    plausible.filter(({ nearby, kind }) => nearby && kind === 'table'),
    plausible.filter(({ nearby }) => nearby),
    plausible.filter(({ kind }) => kind === 'table'),
    plausible,
  ];
  const candidates = ranks.find((rank) => rank.length > 0) ?? [];
  const [first, second] = candidates;
  if (first !== undefined && second === undefined) return first;
  throw new MigrateError(
    first === undefined
      ? `No table of ${place} has a column that is plainly the one with the access tokens.`
      : `More than one table of ${place} may hold the access tokens: ${listNames(candidates.map(({ name }) => name))}.`,
    { hint: `Name it with --table (and --token-column). ${list}` },
  );
}

/** By its best alias: a table that needs no schema comes before one of the same name that does. */
function tableNamed<Table extends TableChoice>(
  tables: readonly Table[],
  wanted: string,
  place: string,
  list: string,
): Table {
  const ways = Math.max(0, ...tables.map(({ aliases }) => aliases.length));
  for (const same of [
    (alias: string) => alias === wanted,
    (alias: string) => alias.toLowerCase() === wanted.toLowerCase(),
  ]) {
    for (let way = 0; way < ways; way += 1) {
      const found = tables.filter(({ aliases }) => same(aliases[way] ?? ''));
      const [first, second] = found;
      if (first !== undefined && second === undefined) return first;
      if (first === undefined) continue;
      throw new MigrateError(
        `There is more than one table ${JSON.stringify(wanted)} in ${place}: ${listNames(found.map(({ name }) => name))}.`,
        { hint: 'Give --table the whole name of one of them.' },
      );
    }
  }
  throw new MigrateError(`There is no table ${JSON.stringify(wanted)} in ${place}.`, {
    hint: `Give --table one of them. ${list}`,
  });
}
